/** Who sets the place up in the browser tests. */
export const owner = {
  name: 'Ada Operator',
  email: 'ada@example.com',
  password: 'correct horse battery staple',
}

/** Where the state of a browser lies in which the owner is signed in, once the first visit is over. */
export const ownersBrowser = 'test-results/operator.json'
