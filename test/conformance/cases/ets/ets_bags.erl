%% Bags hold several objects for a key; duplicate bags equal ones too.
-module(ets_bags).
-export([main/0]).

main() ->
    [begin
         T = ets:new(t, [Type]),
         ets:insert(T, [{k, 1}, {k, 2}, {k, 1}, {j, 3}]),
         p({Type, lists:sort(ets:lookup(T, k)), ets:info(T, size), lists:sort(ets:lookup_element(T, k, 2))}),
         ets:delete_object(T, {k, 1}),
         p(lists:sort(ets:tab2list(T))),
         p(lists:sort(ets:match(T, {'$1', '$2'})))
     end || Type <- [bag, duplicate_bag]].

p(X) -> io:format("~tp~n", [X]).
