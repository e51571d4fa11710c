import Snackbar from '@mui/material/Snackbar';
import { createContext, use, useMemo, useState, type ReactNode } from 'react';
import type { Tone } from '../theme/scheme';
import { Banner } from './banner';

interface Toast {
  readonly key: number;
  readonly tone: Tone;
  readonly text: string;
}

type Tell = (text: string, tone?: Tone) => void;

const ToastContext = createContext<Tell>(() => undefined);

/** Tells shortly that something was done: called by whoever did it, never from an effect. */
export const useToast = (): Tell => use(ToastContext);

/** Shows one short message at a time at the foot of the window. */
export const ToastProvider = ({ children }: { children: ReactNode }) => {
  const [toast, setToast] = useState<Toast | null>(null);
  const [open, setOpen] = useState(false);
  const tell = useMemo<Tell>(
    () =>
      (text, tone = 'good') => {
        setToast(last => ({ key: (last?.key ?? 0) + 1, tone, text }));
        setOpen(true);
      },
    [],
  );
  return (
    <ToastContext value={tell}>
      {children}
      <Snackbar
        key={toast?.key}
        open={open}
        autoHideDuration={6000}
        onClose={(_, reason) => reason !== 'clickaway' && setOpen(false)}
        anchorOrigin={{ vertical: 'bottom', horizontal: 'center' }}
      >
        <div>
          {toast && (
            <Banner tone={toast.tone} onDismiss={() => setOpen(false)}>
              {toast.text}
            </Banner>
          )}
        </div>
      </Snackbar>
    </ToastContext>
  );
};
