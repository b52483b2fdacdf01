export const LIFETIMES_DAYS = [30, 90, 180, 365] as const
