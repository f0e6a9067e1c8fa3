%% Compares "M:F/A attributes -> Result" lines with what OTP's compiler infers for calls of the same
%% functions. OTP's type must be one of the kinds that the annotation allows.
-mode(compile).

main([File]) ->
    {ok, Text} = file:read_file(File),
    Lines = [L || L <- string:split(Text, "\n", all), L =/= <<>>],
    Results = lists:append([result(L) || L <- Lines]),
    Known = [{MFA, Ours, Theirs} || {{M, F, A} = MFA, Ours} <- Results,
                                    (Theirs = theirs(M, F, A)) =/= any, Theirs =/= none],
    Bad = [X || {_, Ours, Theirs} = X <- Known, kinds(Theirs) -- ours(Ours) =/= []],
    [io:format("~p: ~s, but OTP says ~p~n", [MFA, Ours, T]) || {MFA, Ours, T} <- Bad],
    io:format("~b of ~b results compared, ~b differ~n", [length(Known), length(Results), length(Bad)]).

result(Line) ->
    case string:split(Line, " -> ") of
        [Head, Result] ->
            [Name | _] = string:split(Head, " "),
            [M, FA] = string:split(Name, ":"),
            [F, A] = string:split(FA, "/", trailing),
            [{{binary_to_atom(M), binary_to_atom(F), binary_to_integer(A)}, binary_to_atom(Result)}];
        _ -> []
    end.

theirs(M, F, A) ->
    {Type, _, _} = beam_call_types:types(M, F, lists:duplicate(A, any)),
    Type.

ours('Atom') -> [atom];
ours('Boolean') -> [atom];
ours('Binary') -> [bitstring];
ours('Bitstring') -> [bitstring];
ours('Float') -> [float];
ours('Fun') -> ['fun'];
ours('Integer') -> [integer];
ours('Size') -> [integer];
ours('List') -> [cons, nil];
ours('Map') -> [map];
ours('Number') -> [float, integer];
ours('Pid') -> [pid];
ours('Port') -> [port];
ours('Reference') -> [reference];
ours('Tuple') -> [tuple].

%% The kinds of a type of OTP 25 (beam_types.hrl).
kinds({t_union, Atom, List, Number, Tuple, Other}) ->
    lists:append([kinds(T) || T <- [Atom, List, Number, Tuple, Other]]);
kinds(none) -> [];
kinds(nil) -> [nil];
kinds(number) -> [float, integer];
kinds(pid) -> [pid];
kinds(port) -> [port];
kinds(reference) -> [reference];
kinds(T) ->
    case element(1, T) of
        t_atom -> [atom];
        t_bitstring -> [bitstring];
        t_bs_matchable -> [bitstring];
        t_cons -> [cons];
        t_list -> [cons, nil];
        t_float -> [float];
        t_fun -> ['fun'];
        t_integer -> [integer];
        t_number -> [float, integer];
        t_map -> [map];
        t_tuple -> [tuple]
    end.
