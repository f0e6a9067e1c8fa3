%% Functions of module binary: search, split, replace, parts and conversions.
-module(bits_binary_module).
-export([main/0]).

main() ->
    B = id(<<"hello world, hello moon">>),
    p([binary:match(B, <<"hello">>), binary:match(B, <<"xyz">>), binary:match(B, [<<"moon">>, <<"wor">>])]),
    p([binary:matches(B, <<"o">>), binary:matches(B, [<<"he">>, <<"hello">>])]),
    p([binary:split(B, <<" ">>), binary:split(B, <<" ">>, [global]), binary:split(<<",a,,b,">>, <<",">>, [global, trim_all])]),
    p([binary:replace(B, <<"hello">>, <<"bye">>), binary:replace(B, <<"o">>, <<"0">>, [global])]),
    p([binary:part(B, 3, 4), binary:part(B, 5, -3), binary:at(B, 4), binary:first(B), binary:last(B), binary:copy(<<"ab">>, 3)]),
    p([binary:encode_unsigned(16#123456), binary:encode_unsigned(16#123456, little), binary:decode_unsigned(<<1, 2, 3>>), binary:decode_unsigned(<<1, 2, 3>>, little)]),
    p([binary:longest_common_prefix([<<"erlang">>, <<"erlog">>]), binary:longest_common_suffix([<<"xing">>, <<"ping">>])]),
    p([binary:bin_to_list(B, 0, 3), binary:list_to_bin([1, [2, <<3>>]]), binary:encode_hex(<<10, 255>>), binary:decode_hex(<<"0aFF">>)]),
    p(attempt(fun() -> binary:at(B, id(100)) end)),
    CP = binary:compile_pattern([<<"l">>, <<"w">>]),
    p(binary:matches(B, CP, [{scope, {3, 10}}])).

id(X) -> X.

%% The value of F(), or the class and reason of its exception.
attempt(F) ->
    try F()
    catch C:R -> {C, R}
    end.

p(X) -> io:format("~tp~n", [X]).
