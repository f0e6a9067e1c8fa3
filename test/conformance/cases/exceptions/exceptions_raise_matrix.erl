%% What raises (each class, by each way) below two handlers of each form, nested in each order, tail calls or not,
%% in this module and through another one: class, reason and the functions of the stack trace.
-module(exceptions_raise_matrix).
-export([main/0, call/1, tail/1]).

main() ->
    [io:format("~w ~w: ~w~n", [Outer, Inner, [top(Outer, Inner, Source) || Source <- sources()]])
     || Outer <- handlers(), Inner <- handlers()],
    ok.

top(Outer, Inner, Source) ->
    try handle(Outer, fun() -> handle(Inner, fun() -> source(Source) end) end) of
        Value -> {value, shorten(Value)}
    catch
        Class:Reason:Trace -> {Class, Reason, names(Trace)}
    end.

%% A value of `catch` has a trace with lines of this file.
shorten({'EXIT', {Reason, [_ | _] = Trace}}) -> {'EXIT', Reason, names(Trace)};
shorten(Value) -> Value.

names(Trace) -> [F || {M, F, _, _} <- Trace, M =:= ?MODULE, F =/= main, F =/= top].

sources() ->
    [value, throw, error, error_args, exit, badmatch, bif, raise_throw, raise_error, raise_exit, raise_bad].

source(value) -> v;
source(throw) -> throw(t);
source(error) -> error(e);
source(error_args) -> error(e, [a]);
source(exit) -> exit(x);
source(badmatch) -> {ok, _} = id(m);
source(bif) -> id(atom_to_list(id(1)));
source(raise_throw) -> erlang:raise(throw, rt, []);
source(raise_error) -> erlang:raise(error, re, [{?MODULE, given, 0, []}]);
source(raise_exit) -> erlang:raise(exit, rx, []);
source(raise_bad) -> erlang:raise(id(other), r, []).

handlers() ->
    [call, tail, through, 'after', after_throws, of_value, of_raises, catch_all, catch_class, catch_none, 'catch',
     catch_in_catch, same, to_throw, to_error, to_exit, to_error_by_name, to_bad, kept_trace, no_trace,
     other_trace, raise_after, raise_twice, nested_after, nested_clause, in_of, tail_raise].

handle(call, F) -> id(?MODULE:call(F));
handle(tail, F) -> ?MODULE:tail(F);
handle(through, F) -> lists:foldl(fun(_, _) -> F() end, none, [1]);
handle('after', F) -> try F() after put(cleaned, true) end;
handle(after_throws, F) -> try F() after throw(from_after) end;
handle(of_value, F) -> try F() of V -> {of_, V} catch throw:T -> {thrown, T} end;
handle(of_raises, F) -> try ok of ok -> F() catch _:_ -> not_protected after put(cleaned, true) end;
handle(catch_all, F) -> try F() catch C:R -> {caught, C, R} end;
handle(catch_class, F) -> try F() catch error:R -> {error_caught, R} end;
handle(catch_none, F) -> try F() catch throw:never -> never; error:{never, _} -> never; exit:_ when 1 > 2 -> never end;
handle('catch', F) -> {caught, shorten(catch F())};
handle(catch_in_catch, F) -> catch try F() catch throw:T -> exit({again, T}) end;
handle(same, F) -> try F() catch C:R:S -> erlang:raise(C, R, S) end;
handle(to_throw, F) -> try F() catch _:R:S -> erlang:raise(throw, R, S) end;
handle(to_error, F) -> try F() catch _:R:S -> erlang:raise(error, R, S) end;
handle(to_exit, F) -> try F() catch _:R:S -> erlang:raise(exit, R, S) end;
handle(to_error_by_name, F) -> try F() catch _:R:S -> apply(erlang, id(raise), [id(error), R, S]) end;
handle(to_bad, F) -> try F() catch _:R:S -> {bad, erlang:raise(id(none), R, S)} end;
handle(kept_trace, F) -> try F() catch _:R:S -> put(kept, S), erlang:raise(error, {R, length(S) > 0}, S) end;
handle(no_trace, F) -> try F() catch _:R -> erlang:raise(exit, R, []) end;
handle(other_trace, F) ->
    try F() catch _:R -> try error(second) catch _:_:S -> erlang:raise(throw, R, S) end end;
handle(raise_after, F) ->
    try try F() catch _:R:S -> erlang:raise(error, R, S) end after put(cleaned, true) end;
handle(raise_twice, F) ->
    try try F() catch _:R:S -> erlang:raise(error, R, S) end catch exit:never -> never; _:R2:S2 -> erlang:raise(exit, R2, S2) end;
handle(nested_after, F) ->
    try try try F() after put(a, 1) end after put(b, 2) end after put(c, 3) end;
handle(nested_clause, F) ->
    try F() catch C:R:S -> try erlang:raise(other(C), R, S) after put(cleaned, true) end end;
handle(in_of, F) ->
    try id(1) of 1 -> try F() catch throw:R:S -> erlang:raise(error, R, S) end catch _:_ -> not_protected end;
handle(tail_raise, F) ->
    try F() catch C:R:S -> reraise(C, R, S) end.

reraise(C, R, S) -> erlang:raise(other(C), R, S).

other(throw) -> error;
other(error) -> exit;
other(exit) -> throw.

call(F) -> {called, F()}.
tail(F) -> F().

id(X) -> X.
