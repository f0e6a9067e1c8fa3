%% Changes the code of modules at random, loads them and runs what was loaded; see loaded_code.py.
-module(loaded_code).
-export([main/1]).

%% Directory with modules and their exports; the first and last seed.
main([Directory, From, To]) ->
    logger:set_primary_config(level, none),
    spawn(erts_code_purger, start, []),
    {ok, Modules} = file:consult(filename:join(Directory, "exports")),
    Files = [{M, Exports, read(Directory, M)} || {M, Exports} <- Modules],
    Loaded = [one(Seed, Files) || Seed <- lists:seq(list_to_integer(From), list_to_integer(To))],
    io:format("~w of ~w loaded~n", [length([x || true <- Loaded]), length(Loaded)]).

read(Directory, Module) ->
    {ok, Beam} = file:read_file(filename:join(Directory, atom_to_list(Module) ++ ".beam")),
    {Position, _} = binary:match(Beam, <<"Code">>),
    <<_:Position/binary, "Code", Size:32, _/binary>> = Beam,
    {Beam, Position + 8 + 20, Size - 20}. % behind the chunk's header

one(Seed, Files) ->
    rand:seed(exsss, Seed),
    {Module, Exports, {Beam, Start, Size}} = pick(Files),
    case erlang:load_module(Module, change(rand:uniform(3), Beam, Start, Size)) of
        {module, Module} ->
            [run(Module, pick(Exports)) || _ <- lists:seq(1, 12)],
            true = erlang:delete_module(Module),
            erts_code_purger:purge(Module),
            true;
        {error, _} ->
            false
    end.

change(0, Beam, _, _) -> Beam;
change(N, Beam, Start, Size) ->
    At = Start + rand:uniform(Size) - 1,
    <<Before:At/binary, Old, After/binary>> = Beam,
    New = case rand:uniform(4) of
              1 -> rand:uniform(256) - 1;
              2 -> Old bxor (1 bsl (rand:uniform(8) - 1));
              3 -> (Old + 16) band 255; % the next register, label or number
              4 -> binary:at(Beam, Start + rand:uniform(Size) - 1)
          end,
    change(N - 1, <<Before/binary, New, After/binary>>, Start, Size).

run(Module, {Function, Arity}) ->
    Arguments = [argument(3) || _ <- lists:seq(1, Arity)],
    {Pid, Monitor} =
        spawn_opt(fun() -> [self() ! M || M <- [a, {b, 1}, [c]]], apply(Module, Function, Arguments) end,
                  [monitor, {max_heap_size, #{size => 1000000, kill => true, error_logger => false}}]),
    receive
        {'DOWN', Monitor, process, Pid, _} -> ok
    after 50 ->
        exit(Pid, kill),
        receive
            {'DOWN', Monitor, process, Pid, _} -> ok
        after 5000 -> % a loop without a call: nobody can stop it
            io:format("a loop~n"),
            halt(0)
        end
    end.

argument(Depth) ->
    case rand:uniform(16) of
        1 -> rand:uniform(100) - 50;
        2 -> 1 bsl (50 + rand:uniform(40));
        3 -> rand:normal();
        4 -> pick([a, b, true, false, undefined, infinity, ok, []]);
        5 -> [];
        6 -> {};
        7 -> fun erlang:abs/1;
        8 -> fun(X) -> {X, Depth} end;
        9 -> fun(X, Acc) -> [X | Acc] end;
        10 -> <<"some bytes">>;
        11 -> <<Depth:5>>;
        12 -> self();
        _ when Depth =:= 0 -> 0;
        13 -> [argument(Depth - 1) || _ <- lists:seq(1, rand:uniform(5))];
        14 -> [argument(Depth - 1) | argument(Depth - 1)];
        15 -> list_to_tuple([argument(Depth - 1) || _ <- lists:seq(1, rand:uniform(5))]);
        16 -> maps:from_list([{argument(Depth - 1), argument(Depth - 1)} || _ <- lists:seq(1, rand:uniform(5))])
    end.

pick(List) -> lists:nth(rand:uniform(length(List)), List).
