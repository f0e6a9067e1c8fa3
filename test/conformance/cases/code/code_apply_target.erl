%% The version that code_apply_tiers is built with; it loads others over it.
-module(code_apply_target).
-define(V, 1).
-include("../../versions/apply_target.hrl").

main() -> io:format("~p~n", [lists:sort(?MODULE:module_info(exports))]).
