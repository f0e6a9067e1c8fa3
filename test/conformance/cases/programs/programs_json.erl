%% A JSON reader and writer on binaries.
-module(programs_json).
-export([main/0]).

main() ->
    S = <<"{\"name\": \"Ann\\u00e5 \\n\", \"list\": [1, -2.5e3, true, null, {}], \"o\": {\"k\": []}}">>,
    {V, <<>>} = value(ws(S)),
    p(V),
    io:format("~ts~n", [write(V)]),
    {V2, _} = value(iolist_to_binary(write(V))),
    p(V =:= V2).

ws(<<C, R/binary>>) when C =:= $\s; C =:= $\n; C =:= $\t -> ws(R);
ws(B) -> B.

value(<<"true", R/binary>>) -> {true, ws(R)};
value(<<"false", R/binary>>) -> {false, ws(R)};
value(<<"null", R/binary>>) -> {null, ws(R)};
value(<<"\"", R/binary>>) -> string(R, <<>>);
value(<<"[", R/binary>>) -> array(ws(R), []);
value(<<"{", R/binary>>) -> object(ws(R), #{});
value(B) -> number(B, []).

string(<<"\"", R/binary>>, A) -> {A, ws(R)};
string(<<"\\n", R/binary>>, A) -> string(R, <<A/binary, $\n>>);
string(<<"\\u", H:4/binary, R/binary>>, A) -> string(R, <<A/binary, (binary_to_integer(H, 16))/utf8>>);
string(<<C/utf8, R/binary>>, A) -> string(R, <<A/binary, C/utf8>>).

array(<<"]", R/binary>>, A) -> {lists:reverse(A), ws(R)};
array(<<",", R/binary>>, A) -> array(ws(R), A);
array(B, A) -> {V, R} = value(B), array(R, [V | A]).

object(<<"}", R/binary>>, A) -> {A, ws(R)};
object(<<",", R/binary>>, A) -> object(ws(R), A);
object(<<"\"", B/binary>>, A) ->
    {K, <<":", R/binary>>} = string(B, <<>>),
    {V, R2} = value(ws(R)),
    object(R2, A#{K => V}).

number(<<C, R/binary>>, A) when C >= $0, C =< $9; C =:= $-; C =:= $.; C =:= $e -> number(R, [C | A]);
number(B, A) ->
    S = lists:reverse(A),
    {try list_to_integer(S) catch _:_ -> case lists:member($., S) of true -> list_to_float(S) end end, ws(B)}.

write(V) when is_atom(V) -> atom_to_list(V);
write(V) when is_integer(V) -> integer_to_list(V);
write(V) when is_float(V) -> io_lib:format("~p", [V]);
write(V) when is_binary(V) -> [$", [esc(C) || <<C/utf8>> <= V], $"];
write(V) when is_list(V) -> [$[, lists:join($,, [write(X) || X <- V]), $]];
write(V) when is_map(V) -> [${, lists:join($,, [[write(K), $:, write(X)] || {K, X} <- maps:to_list(V)]), $}].

esc($\n) -> "\\n";
esc(C) when C < 128 -> C;
esc(C) -> io_lib:format("\\u~4.16.0b", [C]).

p(X) -> io:format("~tp~n", [X]).
