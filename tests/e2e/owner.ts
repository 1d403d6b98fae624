/** Who sets the place up in the browser tests. */
export const owner = {
  name: 'Ada Operator',
  email: 'ada@example.com',
  password: 'correct horse battery staple',
}
