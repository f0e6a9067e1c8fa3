%% spawn_request and its answer, with monitor and custom tags.
-module(processes_spawn_request).
-export([main/0]).

main() ->
    S = self(),
    R = spawn_request(fun() -> S ! hello end, [monitor]),
    receive {spawn_reply, R, ok, P} -> p(is_pid(P)) end,
    p(receive hello -> got end),
    p(receive {'DOWN', R, process, _, Why} -> Why end),
    R2 = spawn_request(fun() -> ok end, [{reply_tag, my_tag}]),
    p(receive {my_tag, R2, ok, _} -> tagged end),
    R3 = spawn_request(fun() -> ok end, [{reply, no}]),
    p(receive {spawn_reply, R3, _, _} -> wrong after 10 -> none end).

p(X) -> io:format("~tp~n", [X]).
