export const componentNames: Record<string, string> = {
  os: 'operating system',
  system: 'computer identity (UUID)',
  board: 'main board',
  disk: 'system disk',
  network: 'network adapter',
};
