%% A failing built-in function stands in the trace with its arguments.
-module(exceptions_stacktrace_bifs).
-export([main/0]).

main() ->
    Fs = [fun() -> atom_to_list(id(1)) end, fun() -> element(id(5), {a}) end, fun() -> binary_to_integer(id(<<"x">>)) end,
          fun() -> lists:reverse(id(a)) end, fun() -> maps:get(id(k), #{}) end, fun() -> list_to_atom(id([a])) end,
          fun() -> hd(id([])) end, fun() -> get(no_such_key) + 1 end, fun() -> length(id(x)) end, fun() -> lists:keyfind(a, b, c) end,
          fun() -> ets:lookup(id(no_table), k) end, fun() -> math:sqrt(id(x)) end, fun() -> apply(erlang, abs, [id(x)]) end],
    [begin
         [{M, N, A, _} | _] = try F() catch _:_:S -> S end,
         p({M, N, A})
     end || F <- Fs].

id(X) -> X.

p(X) -> io:format("~tp~n", [X]).
