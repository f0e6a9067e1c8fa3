%% erl_error formats an exception with its trace.
-module(exceptions_format_exception).
-export([main/0]).

main() ->
    try f(-1)
    catch C:R:S ->
        S1 = [E || {?MODULE, _, _, _} = E <- S],
        io:put_chars(erl_error:format_exception(C, R, S1)), io:nl()
    end,
    io:put_chars(erl_error:format_exception(error, badarg, [{erlang, atom_to_list, [1], [{error_info, #{module => erl_erts_errors}}]}])),
    io:nl().

f(N) when N >= 0 -> N.
