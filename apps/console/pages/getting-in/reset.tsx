import { useState } from 'react';
import { AskReset } from './ask-reset';
import { useLinkToken } from './link';
import { NewPassword } from './new-password';

/** Without a token it asks for a link; with one it takes the new password. */
export function ResetPage() {
  const token = useLinkToken();
  const [asks, setAsks] = useState(token === undefined);
  return asks || token === undefined ? <AskReset /> : <NewPassword token={token} onAsk={() => setAsks(true)} />;
}
