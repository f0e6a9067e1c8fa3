%% RUN: rm -rf %t && mkdir %t && %erlc -o %t %s
%% RUN: %beamc build %t/forged_pattern.beam -o %t/run && %t/run | FileCheck %s
%% REQUIRES: runtime
%% A compiled pattern whose options were changed to some that re:compile never sets is no pattern:
%% with PCRE2_NO_UTF_CHECK (bit 30) it would be unsafe.
-module(forged_pattern).
-export([main/0]).

main() ->
    {ok, P} = re:compile(<<"a.b">>, [unicode]),
    %% CHECK: {match,[{0,4}]}
    io:format("~w~n", [re:run(<<"aöb"/utf8>>, P)]),
    %% CHECK: {error,badarg}
    io:format("~w~n", [catch_run(<<"a", 16#ff, "b">>, with_bit(P, 30))]),
    %% CHECK: {error,badarg}
    io:format("~w~n", [catch_run(<<"axb">>, with_bit(P, 29))]).

%% The options are 32 bits, little endian, behind 8 bytes.
with_bit({re_pattern, Groups, Unicode, Crlf, <<Magic:8/binary, Bits:32/little, Rest/binary>>}, Bit) ->
    {re_pattern, Groups, Unicode, Crlf, <<Magic/binary, (Bits bor (1 bsl Bit)):32/little, Rest/binary>>}.

catch_run(Subject, Pattern) -> try re:run(Subject, Pattern) catch C:R -> {C, R} end.
