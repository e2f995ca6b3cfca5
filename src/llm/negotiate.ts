/** Servers that speak a vendor's format differ in what they take; a refusal that names a feature teaches us to leave it out. */

/** What a server is known to take, shared by the calls of one adapter. `D` is plain data. */
export interface Dialect<D> {
  current: D
}

/**
 * Calls in the known dialect; where the server refuses a feature by name, calls again without it and remembers that.
 * `simpler` gives `undefined` for every other error and must lose a feature each time, so that this ends.
 */
export async function negotiate<D, T>(
  dialect: Dialect<D>,
  { call, simpler }: { call: (dialect: D) => Promise<T>; simpler: (dialect: D, error: unknown) => D | undefined },
): Promise<T> {
  let tried = dialect.current
  for (;;) {
    try {
      return await call(tried)
    } catch (error) {
      const next = simpler(tried, error)
      if (next === undefined) throw error
      tried = next
      dialect.current = next
    }
  }
}
