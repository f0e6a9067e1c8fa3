%% match, match_object and match_delete with variables, repeats and wildcards.
-module(ets_match).
-export([main/0]).

main() ->
    T = ets:new(t, [ordered_set]),
    ets:insert(T, [{1, a, a}, {2, a, b}, {3, {x, y}, [1, 2]}, {4, #{k => v}, <<"b">>}]),
    p([ets:match(T, {'$1', '$2', '$2'}), ets:match(T, {'$1', a, '_'}), ets:match(T, {'$2', {'$1', '_'}, ['$3' | '_']}), ets:match(T, {'$1', #{k => '$2'}, '_'})]),
    p([ets:match_object(T, {'_', a, '_'}), ets:match_object(T, {'_', '_'})]),
    p([ets:match_delete(T, {'_', a, '_'}), ets:tab2list(T)]).

p(X) -> io:format("~tp~n", [X]).
