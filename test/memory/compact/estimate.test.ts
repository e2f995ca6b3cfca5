import { describe, expect, it } from 'vitest'
import { RoomToday } from '../../../src/memory/compact/estimate.ts'

const call = (tokens: number, costUsd: number | null = 0) => ({ inputTokens: tokens, outputTokens: 0, costUsd })

describe('RoomToday', () => {
  it('takes in what surely fits, until there is no room', () => {
    const room = new RoomToday({ tokens: 1000, usd: null })
    expect([room.admits(call(400)), room.admits(call(500)), room.admits(call(300)), room.admits(call(250))]).toEqual([
      true,
      false,
      true,
      false,
    ])
  })

  it('holds to the money as well, and takes an unknown price for none', () => {
    const room = new RoomToday({ tokens: null, usd: 1 })
    expect([room.admits(call(10, 0.7)), room.admits(call(10, 0.6)), room.admits(call(1e9, null))]).toEqual([
      false,
      true,
      true,
    ])
  })

  it('leaves what is due anyway its share first', () => {
    const room = new RoomToday({ tokens: 1000, usd: null })
    room.spend(call(900))
    expect(room.admits(call(100))).toBe(false)
  })

  it('has no end where there is no limit', () => {
    expect(new RoomToday().admits(call(1e12, 1e6))).toBe(true)
  })
})
