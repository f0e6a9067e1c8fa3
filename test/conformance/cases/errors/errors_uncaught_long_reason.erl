%% A long reason is broken over lines in the report.
-module(errors_uncaught_long_reason).
-export([main/0]).

main() ->
    error({a_reason_that_is_long, lists:seq(1, 60), "with text", #{and_a => map, with => [some, pairs]}}).
