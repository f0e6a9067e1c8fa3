%% open_port/2: every driver and option, what programs see of them, and what is refused.
-module(ports_open_options).
-export([main/0]).

main() ->
    process_flag(trap_exit, true),
    [show(Name, Options) || {Name, Options} <- programs() ++ lines() ++ packets() ++ files() ++ bad()],
    ok.

show(Name, Options) ->
    Opened = try open_port(Name, Options) catch C:R -> {C, R} end,
    io:format("~p ~p~n    ~p~n", [Name, Options, result(Opened)]).

result(Port) when is_port(Port) -> [is_port(Port) | collect(Port, none)];
result(Error) -> Error.

%% Pieces of a stream may come apart, so they are put together.
collect(Port, Sofar) ->
    receive
        {Port, {data, {End, Line}}} -> [{End, Line} | collect(Port, Sofar)];
        {Port, {data, Data}} when Sofar =:= none; is_atom(Sofar) -> collect(Port, {stream, [Data]});
        {Port, {data, Data}} -> collect(Port, {stream, [Data | element(2, Sofar)]});
        {'EXIT', Port, Reason} -> flush(Sofar) ++ [{exit, Reason}];
        {Port, eof} -> port_close(Port), flush(Sofar) ++ [eof | collect(Port, none)];
        {Port, Other} -> flush(Sofar) ++ [Other | collect(Port, none)]
    after 5000 -> flush(Sofar) ++ [timeout]
    end.

flush(none) -> [];
flush({stream, Parts}) -> [iolist_to_binary(lists:reverse(Parts))].

programs() ->
    Sh = {spawn_executable, "/bin/sh"},
    [{{spawn, "echo hi"}, [exit_status]},
     {{spawn, "echo hi"}, [exit_status, eof, binary]},
     {{spawn, "echo hi; exit 3"}, [exit_status]},
     {{spawn, "sh -c 'exit 3'"}, [exit_status]},
     {{spawn, "sh -c 'kill -9 $$'"}, [exit_status, eof]},
     {{spawn, "nonexistent_x"}, [exit_status, stderr_to_stdout]},
     {{spawn, 'echo atom'}, []},
     {{spawn, <<"echo binary">>}, []},
     {{spawn, ["echo ", ["deep"]]}, []},
     {{spawn, "echo \x{e9}\x{12c}"}, [binary]},
     {{spawn_executable, "/tmp"}, [exit_status]},
     {{spawn_executable, "/bin/echo"}, [{args, ["a", "b c", <<"d">>, atom, ["x", ["y"]], ""]}]},
     {Sh, [{args, ["-c", "echo $0 $X $HOME"]}, {arg0, "zero"}, {env, [{"X", "1"}, {"HOME", false}]}]},
     {Sh, [{args, ["-c", "echo $X"]}, {env, [{"X", "1"}, {"X", "2"}, {"Y", []}]}]},
     {Sh, [{args, ["-c", "echo $X"]}, {env, [{"X", "1"}]}, {env, [{"Z", "1"}]}]},
     {Sh, [{args, ["-c", "echo out; echo err >&2"]}, stderr_to_stdout]},
     {Sh, [{args, ["-c", "echo four >&4"]}, nouse_stdio]},
     {Sh, [{args, ["-c", "ls /proc/self/fd | head -3 | tail -1"]}]},
     {Sh, [{args, ["-c", "test $(ps -o sid= -p $$) = $$ && echo leader"]}]},
     {Sh, [{args, ["-c", "grep -c 'SigIgn.*1...$' /proc/self/status"]}]},
     {{spawn_executable, "/bin/pwd"}, [{cd, "/usr"}]},
     {{spawn_executable, "/bin/pwd"}, [{cd, "/usrx"}, exit_status]},
     {{spawn, "cat"}, [in, exit_status]},
     {{spawn, "echo x"}, [in, hide, overlapped_io, stream, use_stdio, {parallelism, true}]},
     {{spawn, "echo x"}, [in, {busy_limits_port, {1, 2}}, {busy_limits_msgq, disabled}]},
     {{spawn, "  "}, []}].

lines() ->
    [{{spawn, "printf " ++ Text}, Options}
     || Text <- ["'a\\nbc\\r\\ndef'", "'ab\\rcd\\n\\n\\r\\n'", "'abcdef\\r'", "'ab\\r'", "''", "'abcd\\r\\nxy'"],
        Options <- [[{line, 2}, exit_status], [{line, 4}, eof], [line, binary]]].

packets() ->
    [{{spawn, "printf '\\000\\003abc\\000\\000\\000\\001z\\000'"}, [{packet, 2}]},
     {{spawn, "printf '\\003abc\\000\\001z\\005ab'"}, [{packet, 1}, binary, eof]},
     {{spawn, "printf '\\000\\000\\000\\002xy'"}, [{packet, 4}, stream]},
     {{spawn, "printf '\\000\\000\\000\\002xy'"}, [{packet, 4}, exit_status]}].

files() ->
    [{"/nonexistent/a", [in]},
     {"/etc/debian_version", [in, {line, 3}]},
     {"/dev/null", [in, eof]},
     {'/dev/null', [in]}].

bad() ->
    Cat = {spawn, "cat"},
    [{{spawn_executable, "nonexistent_x"}, []},
     {{spawn_executable, "/etc/passwd"}, []},
     {{spawn, ""}, []}, {{spawn, "a\0b"}, []}, {{spawn, 1}, []}, {{spawn, [-1]}, []},
     {{spawn}, []}, {{}, []}, {17, []}, {<<"x">>, []}, {{spawn_driver, "no_such_driver"}, []},
     {{fd, 0}, []}, {{fd, a, 1}, []}, {{fd, -1, 1}, []}, {{fd, 0, 1}, [exit_status]},
     {Cat, foo}, {Cat, [foo]}, {Cat, [binary | foo]}, {Cat, [{packet, 3}]}, {Cat, [{packet, a}]},
     {Cat, [line, {packet, 2}]}, {Cat, [{line, 0}]}, {Cat, [{line, a}]}, {Cat, [{args, []}]},
     {Cat, [{arg0, "x"}]}, {Cat, [{parallelism, x}]}, {Cat, [{busy_limits_port, {0, 1}}]},
     {Cat, [{busy_limits_port, 1}]}, {Cat, [{cd, 1}]}, {Cat, [{cd, ""}, in]},
     {Cat, [stderr_to_stdout, nouse_stdio]},
     {{spawn_executable, "/bin/cat"}, [{arg0, 1}]}, {{spawn_executable, "/bin/cat"}, [{args, [1]}]},
     {{spawn_executable, "/bin/cat"}, [{args, foo}]}, {{spawn_executable, "/bin/cat"}, [{args, ["a\0b"]}]},
     {{spawn_executable, "/bin/cat"}, [{args, ["a" | b]}]}]
        ++ [{Cat, [{env, Env}]}
            || Env <- [foo, [foo], [{a, "b"}], [{"A", 1}], [{"A", b}], [{<<"A">>, "b"}], [{"A=", "b"}],
                       [{"=A", "b"}], [{"A", "b\0"}], [{"A", <<"b">>}], [{"A", "b"} | c]]].
