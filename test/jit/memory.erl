%% REQUIRES: runtime
%% RUN: rm -rf %t && mkdir -p %t/1 %t/2 && %erlc -o %t %s && %erlc -o %t/1 %S/Inputs/victim.erl && %erlc -DVERSION=2 -o %t/2 %S/Inputs/victim.erl
%% RUN: cd %t && %beamc build memory.beam --main memory:main -o memory 2> warnings
%% RUN: cd %t && env BEAMC_DEBUG=jit=1,jitwait,jitlog ./memory 200 50 > out 2> log && FileCheck %s < out && grep -c 'victim: [0-9]* functions' log | FileCheck %s --check-prefix=LOG
%% A module is loaded, compiled and purged 200 times: nothing is left of its code, and no page is ever writable and executable.
%% CHECK: flat
%% LOG: 200
-module(memory).
-export([main/1]).

%% How many loads in all, and after how many memory is looked at.
main([Loads, Every]) ->
    erts_internal:spawn_system_process(erts_code_purger, start, []),
    Beams = [begin {ok, Beam} = file:read_file(File), Beam end || File <- ["1/victim.beam", "2/victim.beam"]],
    [First | Later] = run(1, list_to_integer(Loads), list_to_integer(Every), Beams),
    case [What || What <- Later, grown(What, First)] of
        [] -> io:put_chars("flat\n");
        Grown -> io:format("grown: ~p~nat first: ~p~n", [Grown, First])
    end.

run(I, Loads, _, _) when I > Loads ->
    [];
run(I, Loads, Every, [Beam, Next]) ->
    {module, victim} = erlang:load_module(victim, Beam),
    V = victim:version(),
    Sum = 210 * (1 + V),
    [Sum, Sum, Sum] = [victim:f(20) || _ <- [1, 2, 3]],
    {V, _, #{version := V}} = victim:data(),
    true = erts_code_purger:soft_purge(victim),
    case I rem Every of
        0 ->
            Now = look(),
            io:format("~w: ~w~n", [I, Now]),
            [Now | run(I + 1, Loads, Every, [Next, Beam])];
        _ ->
            run(I + 1, Loads, Every, [Next, Beam])
    end.

%% Some loads may wait to be freed, and allocators keep pages.
grown(#{mappings := M, executable := E, resident := R, code := C}, #{mappings := M1, executable := E1, resident := R1, code := C1}) ->
    M > M1 + 30 orelse E > E1 + (256 bsl 10) orelse R > R1 + (4 bsl 20) orelse C > C1 + (64 bsl 10).

look() ->
    erlang:garbage_collect(),
    Mappings = [{extent(Range), Mode} || Line <- string:lexemes(read("/proc/self/maps"), "\n"), [Range, Mode | _] <- [string:lexemes(Line, " ")]],
    [] = [Mapping || {_, [_, $w, $x | _]} = Mapping <- Mappings],
    [_, Resident | _] = string:lexemes(read("/proc/self/statm"), " "),
    #{mappings => length(Mappings), executable => lists:sum([Size || {Size, [_, _, $x | _]} <- Mappings]),
      resident => list_to_integer(Resident) * 4096, code => erlang:memory(code)}.

extent(Range) ->
    [From, To] = string:lexemes(Range, "-"),
    list_to_integer(To, 16) - list_to_integer(From, 16).

%% Files of /proc have no size.
read(Name) ->
    {ok, File} = file:open(Name, [raw, read, binary]),
    Text = read_all(File, []),
    ok = file:close(File),
    binary_to_list(iolist_to_binary(Text)).

read_all(File, Text) ->
    case file:read(File, 65536) of
        {ok, More} -> read_all(File, [Text, More]);
        eof -> Text
    end.
