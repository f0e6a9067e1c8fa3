-module(loading).
-export([f/0]).
-on_load(f/0).
f() -> ok.
