%% Where a process is that has yielded, that waits for an answer, or that begins in a built-in function or in one that
%% does not exist.
-module(processes_info_places).
-export([main/0]).
-export([yields/1]).

main() ->
    logger:set_primary_config(level, none),
    Y = spawn(?MODULE, yields, [0]),
    p(lists:usort([place(process_info(Y, I)) || _ <- lists:seq(1, 200), I <- [current_function, current_location, current_stacktrace]])
      -- [{?MODULE, yields, 1}, {erlang, yield, 0}]),
    exit(Y, kill),
    process_flag(priority, high), % the others do not begin
    [begin
         P = spawn_opt(M, F, A, [{priority, low}]),
         R = process_info(P, [current_function, current_stacktrace]),
         exit(P, kill),
         p({M, F, lists:member(R, [undefined]) orelse length(R) =:= 2})
     end || {M, F, A} <- [{erlang, atom_to_list, [abc]}, {erlang, length, [[]]}, {no_module, f, [1]}, {?MODULE, yields, [1]}, {lists, reverse, [[1]]}, {ets, new, [t, []]}]].

yields(N) ->
    erlang:yield(),
    yields(N + 1).

place({current_function, M}) -> M;
place({current_location, {M, F, A, _}}) -> {M, F, A};
place({current_stacktrace, L}) -> [{M, F, A} | _] = [{M, F, A} || {M, F, A, _} <- L], {M, F, A}.

p(X) -> io:format("~tp~n", [X]).
