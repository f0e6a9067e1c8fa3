%% os:cmd/1,2 of OTP's module os.
-module(ports_os_cmd).
-export([main/0]).

main() ->
    [io:format("~p~n    ~p~n", [C, try os:cmd(C) catch E:R -> {E, R} end])
     || C <- ["echo hello", "echo a; echo b >&2", "printf 'no newline'", "exit 3", "cat", "echo $((1+2))", 'echo atom',
              ["echo ", ["deep"]], "echo \x{e9}\x{263a}", "printf '\\377'", "", "nonexistent_program_x 2>/dev/null",
              "true | false", "echo 'a\nb'", "seq 3 | sort -r", "sh -c 'echo $0' ", [], "a\0b", 1, "echo x #"]],
    [io:format("~p ~p~n", [O, try os:cmd("echo 123456789", O) catch E:R -> {E, R} end])
     || O <- [#{}, #{max_size => 4}, #{max_size => 0}, #{max_size => 100}, foo]],
    io:format("~p~n", [length(os:cmd("yes | head -c 1000000"))]),
    Me = self(),
    [spawn(fun() -> Me ! {I, os:cmd("echo " ++ integer_to_list(I))} end) || I <- lists:seq(1, 10)],
    io:format("~p~n", [[receive {I, R} -> R end || I <- lists:seq(1, 10)]]),
    io:format("~p~n", [process_info(self(), [monitors, message_queue_len])]),
    io:format("~p~n", [[L || L <- element(2, process_info(self(), links)), is_port(L)]]).
