%% Calls that fail in the bodies of match specifications are worth 'EXIT'; in guards the clause fails.
-module(ets_failing_bodies).
-export([main/0]).
main() ->
    T = ets:new(t, []), ets:insert(T, {k, 1}),
    [io:format("~p ~p~n", [B, try ets:select(T, [{{'$1', '$2'}, [], [B]}]) catch error:R -> R end]) || B <- [{hd, '$1'}, {{a, {hd, '$1'}}}, [{hd, '$1'}], {is_atom, {hd, '$1'}}, {'+', {hd, '$1'}, 1}, {'andalso', {hd, '$1'}, true},
      {'andalso', true, {hd, '$1'}}, {'andalso', 1, true}, {'orelse', false, 1}, {'orelse', {hd, '$1'}, true}, {'orelse', {is_atom, {hd, '$1'}}, 3}, {'and', true, 1}, {'and', true, {hd, '$1'}}, {is_record, {hd, '$1'}, k}, {is_record, {{k, 1}}, k, 3}, {is_record, '$1', k},
      #{a => {hd, '$1'}}, #{{hd, '$1'} => 1}, {'=:=', {hd, '$1'}, 'EXIT'}, {'not', 1}, {'xor', true, 1}, {element, 3, '$_'}, {map_get, a, #{}}, {'==', 1}, {'andalso', true, false, {hd, 1}}, {'orelse', true, {hd, 1}}, {'orelse', false, {hd, 1}, true}, {'or', false, {hd, 1}}, {size, {hd, 1}}, {'andalso', true, 3}, {'andalso', '$2'}, {'orelse', '$2'}, {'andalso', {'andalso', true, 3}, true}, {'andalso', {hd, '$1'}}, {is_record, '$1', 3, 3}, {is_record, '$1', k, a}]],
    [io:format("~p ~p~n", [G, ets:select(T, [{{'$1', '$2'}, [G], [ok]}])]) || G <- [{hd, '$1'}, {is_atom, {hd, '$1'}}, {'orelse', {hd, '$1'}, true}, {'orelse', true, {hd, '$1'}}, {'=:=', {hd, '$1'}, 'EXIT'}, {'andalso', 1, true}, {'not', {is_atom, {hd, 1}}}, {'andalso', true, 3}, {'orelse', false, {hd, '$1'}}]],
    [io:format("~p ~p~n", [Bs, ets:select(T, [{{'$1', '$2'}, [], Bs}])]) || Bs <- [[{hd, '$1'}, ok], [ok, {hd, '$1'}]]].
