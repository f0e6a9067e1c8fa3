%% main/1 gets the arguments of the command line.
-module(errors_arguments).
-export([main/1]).

main(Args) ->
    p(Args),
    p(is_list(init:get_plain_arguments())).

p(X) -> io:format("~tp~n", [X]).
