%% REQUIRES: runtime
%% RUN: %beamc build %s --main large_input:main -o %t.exe && %t.exe make > %t.txt
%% RUN: bash -c 'ulimit -v 2000000; for how in line get chars block until list; do timeout 60 %t.exe $how < %t.txt || exit 1; done' | FileCheck %s
%% A large standard input, and one of a single line, are read in time and memory that do not depend on what is behind
%% what has been read.
%% RUN: %t.exe line_of_megabytes > %t.long && bash -c 'ulimit -v 2000000; timeout 60 %t.exe length < %t.long' | FileCheck --check-prefix=LONG %s
-module(large_input).
-export([main/1]).

main(["make"]) ->
    Line = ["{", lists:duplicate(48, $a), ", \"\x{e9}\", 17}.\n"],
    Thousand = unicode:characters_to_binary(lists:duplicate(1000, Line)),
    [ok = io:put_chars(Thousand) || _ <- lists:seq(1, 200)];
main(["line_of_megabytes"]) ->
    io:put_chars(binary:copy(<<"0123456789">>, 3000000));
%% LONG: 30000000
main(["length"]) ->
    io:setopts([binary]),
    io:format("~p~n", [byte_size(io:get_line(""))]);
%% CHECK: line 200000
%% CHECK-NEXT: get 200000
%% CHECK-NEXT: chars 123
%% CHECK-NEXT: block 2979
%% CHECK-NEXT: until 200000
%% CHECK-NEXT: list 200000
main([How]) ->
    ok = io:setopts([{binary, How =/= "list"}, {encoding, unicode}]),
    io:format("~s ~p~n", [How, count(reader(How), 0)]).

reader("line") -> fun() -> file:read_line(standard_io) end;
reader("get") -> fun() -> io:get_line("") end;
reader("chars") -> fun() -> io:get_chars("", 99991) end;
reader("block") -> fun() -> file:read(standard_io, 4096) end;
reader("until") -> fun() -> io:read("") end;
reader("list") -> fun() -> io:get_line("") end.

count(Read, N) ->
    case Read() of
        eof -> N;
        {error, Reason} -> {Reason, N};
        _ -> count(Read, N + 1)
    end.
