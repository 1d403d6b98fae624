/** Guests that have not shown yet who they are. */
export type WaitingRoom = {
  /**
   * Lets a guest in. Where that is one too many, of this address or in all, whoever
   * of them has waited longest is turned away: the honest take a moment, so it is
   * not one of them. Answers how to leave, which may be said more than once.
   */
  enter(address: string, turnAway: () => void): () => void
  size(): number
}

type Guest = { address: string; turnAway: () => void }

/** Makes a room for so many guests of one address, and so many in all. */
export function createWaitingRoom(limits: { perAddress: number; inAll: number }): WaitingRoom {
  const guests = new Set<Guest>()
  const byAddress = new Map<string, Set<Guest>>()

  function leave(guest: Guest): void {
    if (!guests.delete(guest)) return
    const neighbours = byAddress.get(guest.address)
    neighbours?.delete(guest)
    if (neighbours?.size === 0) byAddress.delete(guest.address)
  }

  function makeRoom(waiting: ReadonlySet<Guest>, most: number): void {
    const [longest] = waiting
    if (waiting.size <= most || longest === undefined) return
    leave(longest)
    longest.turnAway()
  }

  return {
    enter(address, turnAway) {
      const guest = { address, turnAway }
      const neighbours = byAddress.get(address) ?? new Set()
      byAddress.set(address, neighbours.add(guest))
      guests.add(guest)
      makeRoom(neighbours, limits.perAddress)
      makeRoom(guests, limits.inAll)
      return () => leave(guest)
    },
    size: () => guests.size,
  }
}
