import { BlockSkeleton } from '@sms111/web/ui';
import { TwoColumns } from './two-columns';

/** The shape of the form and of the handset beside it. */
export const ComposeSkeleton = () => (
  <TwoColumns aside={<BlockSkeleton height={560} />}>
    <BlockSkeleton height={300} />
    <BlockSkeleton height={340} />
  </TwoColumns>
);
