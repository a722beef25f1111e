/**
 * The chance of at least `count` where so many are usual: a negative binomial of that mean and variance, Poisson where the
 * variance is no larger. Summed from the tail, so that one in a thousand million is still exact.
 */
export function chanceOf(count: number, mean: number, variance: number): number {
  if (count <= mean) return 1
  if (mean <= 0) return 0
  const shape = variance > mean * tight ? (mean * mean) / (variance - mean) : Infinity
  let term = Math.exp(logFirst(count, mean, shape))
  let sum = 0
  for (let n = count; term > sum * negligible; n += 1) {
    sum += term
    term *= step(n, mean, shape)
  }
  return Math.min(1, sum)
}

/** Nearer than this to its mean a variance is that of a Poisson. */
const tight = 1 + 1e-9
const negligible = 1e-12

/** From the chance of exactly n to that of n + 1. */
const step = (n: number, mean: number, shape: number): number =>
  shape === Infinity ? mean / (n + 1) : ((n + shape) / (n + 1)) * (mean / (shape + mean))

function logFirst(count: number, mean: number, shape: number): number {
  let log = shape === Infinity ? -mean : -shape * Math.log1p(mean / shape)
  for (let n = 0; n < count; n += 1) log += Math.log(step(n, mean, shape))
  return log
}
