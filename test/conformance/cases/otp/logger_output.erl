%% Log events of several levels as the default handler formats them.
-module(logger_output).
-export([main/0]).

main() ->
    logger:error("plain error ~p", [x]),
    logger:warning("a warning"),
    logger:info("not shown"),
    logger:notice(#{a => 1, b => "text"}),
    error_logger:error_msg("old style ~w~n", [y]),
    error_logger:info_report([{k, v}, {other, "s"}]),
    timer:sleep(50).
