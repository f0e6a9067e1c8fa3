%% Match specifications: guards, bodies, operators, constants, counting, deleting.
-module(ets_select).
-export([main/0]).

main() ->
    T = ets:new(t, [ordered_set]),
    ets:insert(T, [{I, I * I, list_to_atom([$a + I])} || I <- lists:seq(1, 10)]),
    p(ets:select(T, [{{'$1', '$2', '_'}, [{'>', '$2', 20}, {'=<', '$1', 8}], [{{'$1', '$2'}}]}])),
    p(ets:select(T, [{{'$1', '_', b}, [], ['$_']}, {{'$1', '_', d}, [], ['$$']}])),
    p(ets:select(T, [{{'$1', '$2', '$3'}, [{'orelse', {'==', '$1', 3}, {'andalso', {is_atom, '$3'}, {'<', {'*', '$1', 2}, 4}}}], [[{'+', '$1', '$2'}, {const, '$1'}, #{k => '$3'}]]}])),
    p([ets:select_count(T, [{{'$1', '_', '_'}, [{'==', {'rem', '$1', 2}, 0}], [true]}]), ets:select_delete(T, [{{'$1', '_', '_'}, [{'>', '$1', 5}], [true]}]), ets:info(T, size)]),
    p(ets:select_replace(T, [{{'$1', '$2', '$3'}, [{'<', '$1', 3}], [{{'$1', '$3', '$2'}}]}])),
    p(ets:tab2list(T)),
    p(ets:select_reverse(T, [{{'$1', '_', '_'}, [], ['$1']}])).

p(X) -> io:format("~tp~n", [X]).
