%% As bits_size_at_run_time, with the instructions of OTP 24 (bs_init2, bs_append, bs_private_append, bs_put_binary).
%% RELEASES: 25
-module(bits_size_at_run_time_r24).
-compile(r24).
-export([main/0]).

main() ->
    Sizes = [list_to_atom("all"), list_to_atom("undefined"), list_to_float("1.0"), list_to_integer("-1"), "all",
             list_to_integer("0"), list_to_integer("2"), list_to_integer("9"), 1 bsl list_to_integer("70")],
    Makers = [fun front/2, fun back/2, fun alone/2, fun bits_front/2, fun bits_back/2, fun after_whole/2, fun of_no_binary/2,
              fun int/2, fun flt/2, fun flt_alone/2, fun comprehension/2, fun grown/2],
    [io:format("~p ~0p: ~0p~n", [name(F), S, made(F, S)]) || F <- Makers, S <- Sizes],
    Takers = [fun take_binary/2, fun take_bits/2, fun skip_binary/2, fun take_int/2, fun skip_int/2, fun take_float/2,
              fun take_little_float/2, fun skip_float/2, fun take_float_by_32/2, fun tail_of_size/2],
    [io:format("~p ~0p: ~0p~n", [name(F), S, F(B, S)]) || F <- Takers, B <- [<<>>, <<1, 2, 3>>], S <- Sizes].

name(F) -> element(2, erlang:fun_info(F, name)).

made(F, S) ->
    try F(<<1, 2, 3>>, S)
    catch C:R:Stack -> {C, R, proplists:get_value(error_info, element(4, hd(Stack)))}
    end.

front(B, S) -> <<9, B:S/binary>>.
back(B, S) -> <<B:S/binary, 9>>.
alone(B, S) -> <<B:S/binary>>.
bits_front(B, S) -> <<9, B:S/bitstring>>.
bits_back(B, S) -> <<B:S/bitstring, 9>>.
after_whole(B, S) -> <<B/binary, B:S/binary>>.
of_no_binary(B, S) -> <<(byte_size(B)):S/binary>>.
int(_, S) -> <<9, 1:S, 2>>.
flt(B, S) -> <<B/binary, 1:S/float>>.
flt_alone(_, S) -> <<1.0:S/float>>.
comprehension(B, S) -> << <<X:S/binary>> || X <- [B, B] >>.
grown(B, S) -> grown(B, S, <<>>).
grown(_, _, Acc) when byte_size(Acc) > 6 -> Acc;
grown(B, S, Acc) -> grown(B, S, <<Acc/binary, 7, 7, B:S/binary>>).

take_binary(B, S) -> case B of <<X:S/binary, R/bits>> -> {X, R}; _ -> nomatch end.
take_bits(B, S) -> case B of <<X:S/bitstring, R/bits>> -> {X, R}; _ -> nomatch end.
skip_binary(B, S) -> case B of <<_:S/binary, R/bits>> -> R; _ -> nomatch end.
take_int(B, S) -> case B of <<X:S, R/bits>> -> {X, R}; _ -> nomatch end.
skip_int(B, S) -> case B of <<_:S, R/bits>> -> R; _ -> nomatch end.
take_float(B, S) -> case B of <<X:S/float, R/bits>> -> {X, R}; _ -> nomatch end.
take_little_float(B, S) -> case B of <<X:S/float-little, R/bits>> -> {X, R}; _ -> nomatch end.
skip_float(B, S) -> case B of <<_:S/float, R/bits>> -> R; _ -> nomatch end.
take_float_by_32(B, S) -> case B of <<X:S/float-unit:32, R/bits>> -> {X, R}; _ -> nomatch end.
tail_of_size(B, S) -> case B of <<_, X:S/binary>> -> X; _ -> nomatch end.
