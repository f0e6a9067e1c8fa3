%% Long tuples, records, deep nesting and maps printed over several lines.
-module(io_lib_print_records).
-export([main/0]).

main() ->
    io:format("~p~n", [{person, "A long name for a person", 42, [{address, "Some street 1", "City"}, {address, "Another street 2", "Town"}]}]),
    io:format("~p~n", [nest(12)]),
    io:format("~p~n", [maps:from_list([{list_to_atom("key" ++ integer_to_list(I)), lists:seq(1, I * 3)} || I <- lists:seq(1, 8)])]),
    io:format("~p~n", [{"a string that is quite long and goes on and on until it must be broken into pieces over lines", x}]).

nest(0) -> [];
nest(N) -> {level, N, [nest(N - 1)]}.
