/** What every box one types or chooses in looks like. */
export const controlStyle = [
  'w-full min-w-0 rounded-md border border-input bg-card px-3 text-base text-foreground',
  'placeholder:text-muted-foreground',
  'transition-colors duration-100 hover:border-foreground/60',
  'focus-visible:border-ring focus-visible:outline-2 focus-visible:outline-offset-0 focus-visible:outline-ring',
  'aria-invalid:border-danger',
  'disabled:cursor-not-allowed disabled:border-border disabled:bg-muted disabled:text-muted-foreground',
].join(' ')
