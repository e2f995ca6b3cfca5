/** Logistic regression with a ridge, by Newton's method (iteratively reweighted least squares). */

export interface Sample {
  features: Float32Array
  /** 1 or 0. */
  label: number
}

export interface FitOptions {
  /** Penalty on half the square of each of the first `ridged` coefficients; the others are free. */
  ridge: number
  ridged: number
  steps?: number
}

const sigmoid = (x: number): number => 1 / (1 + Math.exp(-x))
/** Keeps the free coefficients solvable where a feature is constant. */
const LEAST_RIDGE = 1e-6

/** One coefficient a feature. */
export function fitLogistic(samples: readonly Sample[], { ridge, ridged, steps = 5 }: FitOptions): Float64Array {
  const size = samples[0]?.features.length ?? 0
  const coefficients = new Float64Array(size)
  for (let step = 0; step < steps; step++) {
    const gradient = coefficients.map((value, i) => (i < ridged ? ridge * value : 0))
    const hessian = Array.from({ length: size }, (_, i) => {
      const row = new Float64Array(size)
      row[i] = LEAST_RIDGE + (i < ridged ? ridge : 0)
      return row
    })
    for (const sample of samples) addSample(sample, { coefficients, gradient, hessian })
    const change = solved(hessian, gradient)
    for (let i = 0; i < size; i++) coefficients[i] = (coefficients[i] ?? 0) - (change[i] ?? 0)
  }
  return coefficients
}

interface Normal {
  coefficients: Float64Array
  gradient: Float64Array
  /** The lower triangle. */
  hessian: Float64Array[]
}

function addSample({ features, label }: Sample, { coefficients, gradient, hessian }: Normal): void {
  let sum = 0
  for (let i = 0; i < features.length; i++) sum += (features[i] ?? 0) * (coefficients[i] ?? 0)
  const probability = sigmoid(sum)
  const [slope, curvature] = [probability - label, probability * (1 - probability)]
  for (let i = 0; i < features.length; i++) {
    const value = features[i] ?? 0
    gradient[i] = (gradient[i] ?? 0) + slope * value
    const row = hessian[i]
    const scaled = curvature * value
    if (row) for (let j = 0; j <= i; j++) row[j] = (row[j] ?? 0) + scaled * (features[j] ?? 0)
  }
}

/** Of a positive definite matrix given by its lower triangle: Cholesky, then forwards and backwards. */
function solved(matrix: readonly Float64Array[], right: Float64Array): Float64Array {
  const at = (i: number, j: number): number => matrix[i]?.[j] ?? 0
  for (const [i, row] of matrix.entries()) {
    for (let j = 0; j <= i; j++) {
      let sum = at(i, j)
      for (let k = 0; k < j; k++) sum -= at(i, k) * at(j, k)
      row[j] = i === j ? Math.sqrt(sum) : sum / at(j, j)
    }
  }
  const result = Float64Array.from(right)
  for (let i = 0; i < result.length; i++) {
    let sum = result[i] ?? 0
    for (let k = 0; k < i; k++) sum -= at(i, k) * (result[k] ?? 0)
    result[i] = sum / at(i, i)
  }
  for (let i = result.length - 1; i >= 0; i--) {
    let sum = result[i] ?? 0
    for (let k = i + 1; k < result.length; k++) sum -= at(k, i) * (result[k] ?? 0)
    result[i] = sum / at(i, i)
  }
  return result
}
