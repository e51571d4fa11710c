const two = (value: number): string => String(value).padStart(2, '0');

/** SMPP's relative time (§7.1.1.2): `YYMMDDhhmmss000R`. At most 30 days. */
export const relativeValidity = (seconds: number): string => {
  const days = Math.floor(seconds / 86_400);
  const hours = Math.floor((seconds % 86_400) / 3_600);
  const minutes = Math.floor((seconds % 3_600) / 60);
  return `0000${two(Math.min(days, 30))}${two(hours)}${two(minutes)}${two(seconds % 60)}000R`;
};
