%% A map that crosses 32 keys in both directions equals the one built directly.
-module(maps_shrink_and_grow).
-export([main/0]).

main() ->
    L = [{list_to_atom("k" ++ integer_to_list(I)), I} || I <- lists:seq(1, 40)],
    [begin
         A = maps:from_list(lists:sublist(L, N)),
         B = lists:foldl(fun({K, _}, M) -> maps:remove(K, M) end, maps:from_list(L), lists:nthtail(N, L)),
         C = lists:foldl(fun({K, V}, M) -> maps:put(K, V, M) end, #{}, lists:reverse(lists:sublist(L, N))),
         p({N, A =:= B, B =:= C, map_size(A), erlang:phash2(A) =:= erlang:phash2(B)})
     end || N <- [0, 1, 31, 32, 33, 34, 40]].

p(X) -> io:format("~tp~n", [X]).
