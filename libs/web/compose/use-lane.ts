import type { Lane } from '@sms111/domain';
import { useState } from 'react';

/** The lane that was chosen; none once its right is gone. It is chosen anew for every send, so no draft keeps it. */
export const useLane = (lanes: readonly Lane[]): readonly [Lane | null, (lane: Lane | null) => void] => {
  const [chosen, choose] = useState<Lane | null>(null);
  return [chosen !== null && lanes.includes(chosen) ? chosen : null, choose];
};
