/** In CI, properties are tried with the same cases in every run, so that a change lands or fails by what it changes; elsewhere by chance. */
import fc from 'fast-check'

if (process.env.CI) fc.configureGlobal({ seed: 20261126 })
