%% Functions of io_lib: write, print, format to binary, scanning, deep lists, indentation.
-module(io_lib_functions).
-export([main/0]).

main() ->
    p([lists:flatten(io_lib:write({a, "b", 1.5})), lists:flatten(io_lib:print({a, "b"})), io_lib:write_atom('A b'), io_lib:write_string("a\"b"), io_lib:write_char($\n)]),
    p([io_lib:printable_list("abc"), io_lib:printable_list([1]), io_lib:printable_unicode_list([955]), io_lib:char_list([1, a]), io_lib:deep_char_list(["a", [$b]])]),
    p([iolist_to_binary(io_lib:format("~s-~w", [x, y])), io_lib:nl()]),
    p(io_lib:fread("~d ~s ~f", "12 abc 1.5 rest")),
    p(io_lib:fread("~d", "x")),
    p(io_lib:fread("~2d~2d:~a", "1234:ok")),
    p(io_lib:fread("~16u-~c", "ff-z")),
    p(io_lib:format("~ts", [[<<"a">>, "b", [$c]]])).

p(X) -> io:format("~tp~n", [X]).
