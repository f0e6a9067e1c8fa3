%% Files in memory (file:open/2 with `ram`, ram_file) on the linked-in driver ram_file_drv; names of drivers are no commands.
-module(ports_ram_files).
-export([main/0]).

main() ->
    [begin
         io:format("~p~n", [Modes]),
         {ok, F} = file:open(Data, [ram | Modes]),
         [p(Op, fun() -> apply(M, Fn, [F | Args]) end)
          || {M, Fn, Args} = Op <-
                 [{file, read, [5]}, {file, read, [100]}, {file, read, [1]}, {file, read, [0]}, {file, position, [2]},
                  {file, position, [{cur, 3}]}, {file, position, [{cur, -100}]}, {file, position, [{eof, -2}]},
                  {file, position, [eof]}, {file, position, [-1]}, {file, position, [foo]}, {file, position, [100]},
                  {file, read, [9]}, {file, write, ["ab"]}, {ram_file, get_size, []}, {file, pread, [2, 3]},
                  {file, pread, [200, 3]}, {file, pread, [[{0, 2}, {100, 9}, {300, 1}]]}, {file, pread, [-1, 3]},
                  {file, pwrite, [1, "ZZ"]}, {file, pwrite, [110, <<"YY">>]}, {file, pwrite, [[{0, "x"}, {4, <<"yy">>}]]},
                  {ram_file, get_size, []}, {file, position, [5]}, {file, truncate, []}, {ram_file, get_size, []},
                  {ram_file, get_file, []}, {file, sync, []}, {file, datasync, []}, {file, advise, [0, 5, normal]},
                  {file, advise, [0, 5, foo]}, {file, allocate, [0, 50]}, {ram_file, get_size, []}, {file, read_line, []},
                  {file, position, [bof]}, {file, copy, [F]}, {file, close, []}, {file, close, []}, {file, read, [1]}]]
     end || Data <- ["hello world", <<"hello\nworld\n">>],
            Modes <- [[read], [write], [read, write], [read, binary], [read, write, binary]]],
    p(bad_mode, fun() -> file:open("x", [ram, foo]) end),
    p(bad_data, fun() -> file:open({x}, [ram]) end),
    driver().

%% What the driver itself answers.
driver() ->
    process_flag(trap_exit, true),
    [p(Name, fun() ->
                     Port = open_port({Kind, Name}, [binary]),
                     Info = erlang:port_info(Port, name),
                     port_close(Port),
                     {Info, receive {'EXIT', Port, Why} -> Why end}
             end)
     || {Kind, Name} <- [{spawn, "ram_file_drv"}, {spawn, "ram_file_drv x"}, {spawn, ram_file_drv}, {spawn_driver, "ram_file_drv"},
                         {spawn_driver, "no_such_driver"}, {spawn_driver, "ls"}, {spawn_driver, 1}]],
    [begin
         Port = open_port({spawn, "ram_file_drv"}, Options),
         [p({Options, Command}, fun() -> port_command(Port, Command), receive {Port, Reply} -> Reply end end)
          || Command <- [[37], [2, <<5:32>>], [30], [4, "x"], [1, <<3:32>>, "abc"], [37], [2, <<2:32>>], [30], [9]]],
         Port ! {self(), {command, [37]}},
         p(message, fun() -> receive {Port, Reply} -> Reply end end),
         p(control, fun() -> port_control(Port, 1, "x") end),
         p(io, fun() -> [erlang:port_info(Port, I) || I <- [input, output, os_pid]] end),
         p(close, fun() -> port_close(Port) end),
         p(closed, fun() -> port_command(Port, [37]) end)
     end || Options <- [[], [binary]]].

p(What, F) ->
    io:format("~0p: ~0p~n", [What, try F() catch C:R -> {C, R} end]).
