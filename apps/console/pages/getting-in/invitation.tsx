import { useQuery } from '@tanstack/react-query';
import { meQuery } from '../../app/queries';
import { Page } from '../../kit/page';
import { Loading } from '../../kit/shown';
import { AcceptInvitation } from './accept-invitation';
import { InvitationGone } from './invitation-gone';
import { InvitationTerms, useInvitation } from './invitation-terms';
import { useLinkToken, WithoutToken } from './link';

const TITLE = 'Your invitation';

/** To open it changes nothing: it looks at what the invitation says, and only the button accepts (I-5). */
export function InvitationPage() {
  const token = useLinkToken();
  return token === undefined ? <WithoutToken title={TITLE} /> : <Invitation token={token} />;
}

function Invitation({ token }: { readonly token: string }) {
  const invitation = useInvitation(token);
  // Whether somebody is signed in only says what is asked of them; the service judges who accepts.
  const { data: me, isPending } = useQuery(meQuery);
  return (
    <Page title={TITLE}>
      {invitation.isError && <InvitationGone error={invitation.error} retry={() => void invitation.refetch()} />}
      {invitation.isLoading || (invitation.data && isPending) ? <Loading /> : null}
      {invitation.data && !isPending && (
        <>
          <InvitationTerms terms={invitation.data} />
          <AcceptInvitation
            token={token}
            terms={invitation.data}
            me={me ?? null}
            onAccountFound={() => void invitation.refetch()}
          />
        </>
      )}
    </Page>
  );
}
