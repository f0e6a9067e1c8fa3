%% Settings of spawn_opt are visible in process_info.
-module(processes_spawn_opt_settings).
-export([main/0]).

main() ->
    S = self(),
    spawn_opt(fun() ->
                  S ! [process_info(self(), I) || I <- [priority, trap_exit, min_bin_vheap_size, message_queue_data]],
                  S ! element(2, process_info(self(), fullsweep_after))
              end, [{priority, low}, {message_queue_data, off_heap}, {fullsweep_after, 7}, {min_bin_vheap_size, 46422}]),
    receive L -> p(L) end,
    receive F -> p(F) end.

p(X) -> io:format("~tp~n", [X]).
