-module(helper).
-export([done/0]).

-ifndef(VERSION).
-define(VERSION, 1).
-endif.

done() -> {done, ?VERSION}.
