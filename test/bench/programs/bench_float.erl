%% Floating point: Mandelbrot.
-module(bench_float).
-export([run/0]).
run() -> rows(0, 0).
rows(160, N) -> N;
rows(Y, N) -> rows(Y + 1, cols(0, Y, N)).
cols(160, _, N) -> N;
cols(X, Y, N) -> cols(X + 1, Y, N + iterate(X / 80.0 - 1.5, Y / 80.0 - 1.0, 0.0, 0.0, 0)).
iterate(_, _, _, _, 60) -> 60;
iterate(Cr, Ci, Zr, Zi, N) ->
    R2 = Zr * Zr, I2 = Zi * Zi,
    if R2 + I2 > 4.0 -> N;
       true -> iterate(Cr, Ci, R2 - I2 + Cr, 2.0 * Zr * Zi + Ci, N + 1)
    end.
