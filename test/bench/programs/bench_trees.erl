%% gb_trees and tuples: allocation and pointer chasing.
-module(bench_trees).
-export([run/0]).
run() -> T = fill(60000, gb_trees:empty()), sum(60000, T, 0).
fill(0, T) -> T;
fill(N, T) -> fill(N - 1, gb_trees:enter((N * 7919) rem 60013, N, T)).
sum(0, _, S) -> S;
sum(N, T, S) ->
    case gb_trees:lookup(N, T) of {value, V} -> sum(N - 1, T, S + V); none -> sum(N - 1, T, S) end.
