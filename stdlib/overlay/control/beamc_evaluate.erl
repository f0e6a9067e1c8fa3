%% What `beamc eval` asks of a running program. Scanner, parser and evaluator are used if the program
%% carries them; it does not carry them for this.
-module(beamc_evaluate).

-export([evaluate/2]).

%% {ok, Value, Output}, {exception, Text, Output}, {failed, Text} or {missing, Modules}; texts are
%% UTF-8. The evaluation ends with the connection.
evaluate(Port, Text) ->
    {Scan, Parse, Eval} = Modules = modules(),
    case [M || M <- [Scan, Parse, Eval], not is_loaded(M)] of
        [] -> parse(Port, Text, Modules);
        Missing -> {missing, Missing}
    end.

%% Named here, where no function of theirs is, so that naming them is no reason to link them.
modules() -> {m(erl_scan), m(erl_parse), m(erl_eval)}.

%% So that the compiler does not know which.
m(Module) -> Module.

is_loaded(Module) ->
    case code:ensure_loaded(Module) of
        {module, _} -> true;
        _ -> false
    end.

parse(Port, Text, {Scan, Parse, Eval}) ->
    case Scan:string(unicode:characters_to_list(Text)) of
        {ok, [], _} ->
            {failed, <<"no expression">>};
        {ok, Tokens, End} ->
            Closed = case element(1, lists:last(Tokens)) of
                         dot -> Tokens;
                         _ -> Tokens ++ [{dot, End}]
                     end,
            case Parse:parse_exprs(Closed) of
                {ok, Expressions} -> run(Port, Eval, Expressions);
                {error, {_, Module, What}} -> {failed, text(Module:format_error(What))}
            end;
        {error, {_, Module, What}, _} ->
            {failed, text(Module:format_error(What))}
    end.

run(Port, Eval, Expressions) ->
    Collector = self(),
    {Pid, Monitor} =
        spawn_monitor(fun() ->
                              group_leader(Collector, self()),
                              exit({evaluated, value(Eval, Expressions)})
                      end),
    collect(Port, Pid, Monitor, []).

value(Eval, Expressions) ->
    try
        {value, Value, _} = Eval:exprs(Expressions, []),
        {ok, text(io_lib:format("~tp", [Value]))}
    catch
        Class:Reason:Stack -> {exception, exception(Eval, Class, Reason, Stack)}
    end.

exception(Eval, Class, Reason, Stack) ->
    Hide = fun(M, _, _) -> M =:= Eval orelse M =:= ?MODULE end,
    Format = fun(Term, Indent) ->
                     io_lib:format("~." ++ integer_to_list(Indent) ++ "tP", [Term, 50])
             end,
    text(erl_error:format_exception(1, Class, Reason, Stack, Hide, Format, unicode)).

%% This process is the group leader of the evaluation: what it prints goes to the client.
collect(Port, Pid, Monitor, Output) ->
    receive
        {io_request, From, ReplyAs, Request} ->
            {Reply, Printed} = io_request(Request),
            From ! {io_reply, ReplyAs, Reply},
            collect(Port, Pid, Monitor, [Output | Printed]);
        {'DOWN', Monitor, process, Pid, {evaluated, {Class, Text}}} ->
            {Class, Text, iolist_to_binary(Output)};
        {'DOWN', Monitor, process, Pid, Reason} ->
            {exception, text(io_lib:format("exit: ~tp", [Reason])), iolist_to_binary(Output)};
        {'EXIT', Port, _} ->
            exit(Pid, kill),
            exit(normal);
        _ ->
            collect(Port, Pid, Monitor, Output)
    end.

io_request({put_chars, Encoding, Chars}) ->
    case unicode:characters_to_binary(Chars, Encoding) of
        Printed when is_binary(Printed) -> {ok, Printed};
        _ -> {{error, {put_chars, Encoding, Chars}}, []}
    end;
io_request({put_chars, Encoding, Module, Function, Arguments}) ->
    try apply(Module, Function, Arguments) of
        Chars -> io_request({put_chars, Encoding, Chars})
    catch
        _:_ -> {{error, {put_chars, Function}}, []}
    end;
io_request({requests, Requests}) ->
    lists:foldl(fun(Request, {ok, Before}) ->
                        {Reply, Printed} = io_request(Request),
                        {Reply, [Before | Printed]};
                   (_, Failed) ->
                        Failed
                end, {ok, []}, Requests);
io_request(getopts) ->
    {[{binary, false}, {encoding, unicode}], []};
io_request({get_geometry, _}) ->
    {{error, enotsup}, []};
io_request(_) ->
    {{error, request}, []}.

text(Chars) ->
    case unicode:characters_to_binary(Chars) of
        Text when is_binary(Text) -> Text;
        _ -> iolist_to_binary(io_lib:format("~w", [Chars]))
    end.
