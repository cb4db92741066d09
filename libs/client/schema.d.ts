// Made from the OpenAPI document by `npm run client`. Not to be changed by hand.

export interface paths {
    "/.well-known/roster-history-keys": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The public keys that histories are signed with, the newest last */
        get: operations["SigningKeys.all"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/access/v1/evaluation": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** May this member do this? */
        post: operations["EvaluateAccess.one"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/access/v1/evaluations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** May these members do these? */
        post: operations["EvaluateAccess.many"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/health/live": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Whether the process answers */
        get: operations["Health.live"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/health/ready": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Whether the service can work
         * @description Each dependency, and each projection with how far it lags, as far as the log answers. 503 where it cannot work.
         */
        get: operations["Health.ready"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/billing/reconciliation": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Count seats again
         * @description Counts the seats of one workspace, or of all, again from the event log, and compares with the read model and with a figure that billing brings. Each difference names the event that explains it; at most 1,000 are told.
         */
        post: operations["Reconciliation.count"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/billing/seat-changes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Changes of seats over all workspaces
         * @description From the first change on, numbered without a gap. Send `next` as `after` to go on; where nothing is new, the page is empty and `next` stays. `balance` is the number of seats of the workspace after the change.
         */
        get: operations["SeatChanges.list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/email-changes/approval": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Approve a new email address that an admin asked for
         * @description By the present address.
         */
        post: operations["ConfirmEmailChange.approve"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/email-changes/confirmation": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Confirm a new email address
         * @description By the new address.
         */
        post: operations["ConfirmEmailChange.confirm"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The event feed
         * @description CloudEvents 1.0 after a position: a batch, or with `Accept: text/event-stream` an open stream that goes on from `Last-Event-ID`. Each event at least once and in order. `Roster-Position` says how far a batch came.
         */
        get: operations["Events.read"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/history/signing-keys": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Make a new key that histories are signed with from now on
         * @description What the older keys have signed still verifies; nothing is signed anew. It belongs to no workspace, so it is in no history and has no position: the log of the service tells of it, without `Roster-Reason`.
         */
        post: operations["KeyRotation.rotate"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/invitations/acceptance": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Accept an invitation
         * @description Without an account: with a name and a new password. With one: in its session, or with its password. The link works once.
         */
        post: operations["AcceptInvitation.accept"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/invitations/preview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * What an invitation says
         * @description Changes nothing. The role is the one that accepting gives now.
         */
        post: operations["AcceptInvitation.preview"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/me": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Who I am
         * @description The account, its profile, its workspaces with what one may do in each, and invitations that wait.
         */
        get: operations["MyAccount.get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/me/deletion": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Delete my account
         * @description For good. The workspaces that I own are removed with all that is in them; in the others the owner takes over my work. See the preview first.
         */
        post: operations["DeleteAccount.delete"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/me/deletion-preview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What deleting my account would do
         * @description Which workspaces would go, and which I would leave. Ownership can be passed on first.
         */
        get: operations["DeletionPreview.of"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/me/email": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Ask for another email address
         * @description It counts once the link that goes to the new address was used.
         */
        post: operations["RequestEmailChange.request"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/me/export": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Everything about me
         * @description The account, its profile, workspaces, invitations and sessions, and every event of it and its addresses.
         */
        get: operations["MyData.of"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/me/password": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Change my password
         * @description Ends my other sessions. I am told by email.
         */
        put: operations["ChangePassword.change"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/me/profile": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Edit my profile
         * @description Fields that are left out stay; null clears.
         */
        patch: operations["ChangeProfile.change"];
        trace?: never;
    };
    "/v1/password-resets": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Ask for a link to choose a new password
         * @description The answer is the same for every address.
         */
        post: operations["AskPasswordReset.ask"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/password-resets/completion": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Choose a new password
         * @description With the link from the email. Ends every session and begins none.
         */
        post: operations["CompletePasswordReset.complete"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/projections": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The read models and their generations
         * @description `serving` is what queries read, `beside` what has been or is being built to be switched to, `former` what served before. Each has folded everything up to its `position`; `head` is that of the last event. Both are numbers of the log's own, of events or of bytes, -1 for nothing: they tell how much is done.
         */
        get: operations["ReadModels.all"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/projections/{name}/back": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Let the read model serve that served before
         * @description Whatever is in it. The one that it comes back from stays beside, to be switched to again.
         */
        post: operations["ReadModels.back"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/projections/{name}/rebuild": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Begin to build a read model anew, beside the one that serves
         * @description Where that is going on already, or done and not switched to, it is the answer; `anew` begins another one.
         */
        post: operations["ReadModels.rebuild"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/projections/{name}/switch": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Let the read model that was built beside serve
         * @description First it is compared with the one that serves, row by row. Where they differ nothing is switched, unless `acceptDifferences`: `comparison` of the problem names the first 100 rows by their ids.
         */
        post: operations["ReadModels.switch"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/sessions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Where I am signed in */
        get: operations["MySessions.list"];
        put?: never;
        /**
         * Sign in
         * @description Begins a session of seven days, as the cookie roster_session.
         */
        post: operations["SignIn.signIn"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/sessions/{sessionId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** End one of my sessions */
        delete: operations["EndSession.end"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/sessions/current": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Sign out */
        delete: operations["EndSession.endCurrent"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/sign-ups": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Sign up
         * @description Sends an email with a link that works for 24 hours. The answer is the same for every address.
         */
        post: operations["RequestSignUp.request"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/sign-ups/verification": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Verify the address of a sign-up
         * @description Opens the account, founds or joins a workspace, and begins a session.
         */
        post: operations["VerifySignUp.verify"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/workspaces": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * All workspaces
         * @description For services as themselves only.
         */
        get: operations["Workspace.list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/workspaces/{workspaceId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A workspace at a glance */
        get: operations["Workspace.summary"];
        put?: never;
        post?: never;
        /**
         * Remove the workspace
         * @description With its inboxes, members and knowledge base, for good. Only the owner may, with the password.
         */
        delete: operations["RemoveWorkspace.remove"];
        options?: never;
        head?: never;
        /** Rename the workspace */
        patch: operations["RenameWorkspace.rename"];
        trace?: never;
    };
    "/v1/workspaces/{workspaceId}/conversations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Conversations, with all their replies, notes and tags
         * @description Under each member stands also what they took over. Where conversations are long, a page has fewer than asked for.
         */
        get: operations["Conversations.list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/workspaces/{workspaceId}/conversations/{conversationId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One conversation */
        get: operations["Conversations.one"];
        /**
         * Record a conversation
         * @description 201 where it is new, 200 where it was there: unchanged, or with what is told otherwise now.
         */
        put: operations["RecordConversation.record"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/workspaces/{workspaceId}/conversations/{conversationId}/assignee": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Assign a conversation to a member, or to nobody */
        put: operations["AssignConversation.assign"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/workspaces/{workspaceId}/conversations/{conversationId}/replies": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Record a reply to the customer, or a note among colleagues
         * @description 201 where it is new, 200 where this very reply was recorded before.
         */
        post: operations["AddReply.add"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/workspaces/{workspaceId}/conversations/{conversationId}/status": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Change the status of a conversation
         * @description Closing it counts for whoever is responsible now; opening it again takes that back.
         */
        put: operations["ChangeStatus.change"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/workspaces/{workspaceId}/conversations/{conversationId}/tags": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Tag a conversation
         * @description 201 where the tag is new, 200 where the conversation has it: it then stays whose it is.
         */
        post: operations["AddTag.add"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/workspaces/{workspaceId}/customers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Customer accounts, each with its CSM
         * @description Under each CSM stand also the customer accounts that they took over.
         */
        get: operations["Customers.list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/workspaces/{workspaceId}/customers/{customerId}/csm": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Give a customer account its CSM */
        put: operations["AssignCustomer.assign"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/workspaces/{workspaceId}/domains": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The domains of the workspace */
        get: operations["Domains.list"];
        put?: never;
        /**
         * Add a domain
         * @description People who sign up with it join by themselves. It must be the domain of your own verified address.
         */
        post: operations["Domains.add"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/workspaces/{workspaceId}/domains/{domain}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Let go of a domain
         * @description Members stay. Another workspace may then claim it.
         */
        delete: operations["Domains.release"];
        options?: never;
        head?: never;
        /** Turn joining by a domain on or off */
        patch: operations["Domains.change"];
        trace?: never;
    };
    "/v1/workspaces/{workspaceId}/history": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What happened in a workspace, in words
         * @description Filter by person, actor, kind and time, page; or export all of what a view shows as `csv` or `jsonl`.
         */
        get: operations["History.list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/workspaces/{workspaceId}/history/bundle": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The history with its proof, to be verified without the service
         * @description JSON Lines: a header, every event in its sealed form with its hash, and the signed head with its key.
         */
        get: operations["Proof.bundle"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/workspaces/{workspaceId}/history/difference": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What differs between two moments */
        get: operations["Difference.between"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/workspaces/{workspaceId}/history/verification": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Whether the history is as it was when it happened */
        get: operations["Proof.verify"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/workspaces/{workspaceId}/inboxes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The inboxes of the workspace */
        get: operations["Inboxes.list"];
        put?: never;
        /** Add an inbox */
        post: operations["Inboxes.add"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/workspaces/{workspaceId}/inboxes/{inboxId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Remove an inbox
         * @description Members lose the access to it and nothing else.
         */
        delete: operations["Inboxes.remove"];
        options?: never;
        head?: never;
        /** Rename an inbox */
        patch: operations["Inboxes.rename"];
        trace?: never;
    };
    "/v1/workspaces/{workspaceId}/invitations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Invite somebody
         * @description Sends an invitation by email. The seat begins now (B-1).
         */
        post: operations["InviteUser.invite"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/workspaces/{workspaceId}/invitations/bulk": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Invite up to 1,000 people
         * @description Each row has its own result; one bad row spoils no other.
         */
        post: operations["InviteUser.inviteMany"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/workspaces/{workspaceId}/members": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The user table
         * @description Search, filter, sort, page; or export all of what a view shows as `csv` or `jsonl`. With `asOf` as it stood at that moment.
         */
        get: operations["Members.list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/workspaces/{workspaceId}/members/{memberId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One member
         * @description Admins see every member, a member sees their own entry.
         */
        get: operations["Members.one"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/workspaces/{workspaceId}/members/{memberId}/avatar": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A member's initials as a picture */
        get: operations["Members.avatar"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/workspaces/{workspaceId}/members/{memberId}/email": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Ask for a change of a member's address
         * @description It counts once the new address has confirmed and the present one has approved.
         */
        post: operations["AdministerAccount.changeEmail"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/workspaces/{workspaceId}/members/{memberId}/inboxes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Choose the inboxes that a member may use */
        put: operations["ChangeInboxAccess.change"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/workspaces/{workspaceId}/members/{memberId}/invitation": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Revoke an invitation
         * @description Its link stops working and the seat ends. The address can be invited again.
         */
        delete: operations["RevokeInvitation.revoke"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/workspaces/{workspaceId}/members/{memberId}/invitation/resending": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Resend an invitation
         * @description Every earlier link stops working at once. At most one a minute and five a day.
         */
        post: operations["ResendInvitation.resend"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/workspaces/{workspaceId}/members/{memberId}/password-reset": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Send a member a reset email
         * @description The link lives for 30 minutes. Nobody but the member sees it.
         */
        post: operations["AdministerAccount.sendReset"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/workspaces/{workspaceId}/members/{memberId}/profile": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Edit a member's profile
         * @description The same profile that the member edits. Fields that are left out stay; null clears.
         */
        patch: operations["AdministerAccount.editProfile"];
        trace?: never;
    };
    "/v1/workspaces/{workspaceId}/members/{memberId}/removal": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Remove a member
         * @description Their work becomes that of `transferTo`; nothing else about it changes. An invited member is revoked. Members may leave by themselves; the owner then takes over, unless they name somebody.
         */
        post: operations["RemoveMember.remove"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/workspaces/{workspaceId}/members/{memberId}/removal-preview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What removing a member would do
         * @description What would move, who could take it over, and what stands in the way.
         */
        get: operations["RemovalPreview.of"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/workspaces/{workspaceId}/members/{memberId}/role": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Change a member's role
         * @description Works at once. An owner who steps down passes ownership on, to `newOwnerId` where several could be.
         */
        put: operations["ChangeRole.change"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/workspaces/{workspaceId}/owner": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Pass ownership to another admin
         * @description Only the owner may. Answers with the new owner.
         */
        put: operations["TransferOwnership.transfer"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/workspaces/{workspaceId}/reports/members": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What each member did
         * @description Everybody who ever did something, removed members too: each figure stays with whoever did it.
         */
        get: operations["MemberReports.list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/workspaces/{workspaceId}/roles": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What each role may do, and who should have which */
        get: operations["Workspace.roles"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/workspaces/{workspaceId}/seats": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The seats of a workspace
         * @description Now, or as of a moment: who has a seat, since when, and by which event. An invited member whose link has run out keeps the seat; `expiredInvitations` counts them.
         */
        get: operations["Seats.now"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/workspaces/{workspaceId}/seats/days": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Seats day by day
         * @description Days in UTC, both ends included, at most 400. Event times are cut to the second. The running day is counted up to `asOf` (now, unless told); days after it are left out.
         */
        get: operations["Seats.days"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/workspaces/{workspaceId}/seats/periods/{period}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * A month's bill
         * @description A month in UTC, as `2026-02`, with a line for each seat. Lines, days and month add up to the same seat-seconds. The running month is counted up to `asOf` (now, unless told), where the lines of running seats end. `seatDays` is `seatSeconds` / 86,400; `average` is `seatSeconds` / seconds of the whole month.
         */
        get: operations["Seats.period"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/workspaces/{workspaceId}/workflows": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Workflows, each with its creator */
        get: operations["Workflows.list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/workspaces/{workspaceId}/workflows/{workflowId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Record a workflow
         * @description 201 where it is new, 200 where it was there. Its creator never changes.
         */
        put: operations["RecordWorkflow.record"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        /** @description What a command would have done. */
        DryRun: {
            /** @constant */
            dryRun: true;
            events: {
                data: Record<string, never>;
                stream: string;
                type: string;
            }[];
            seatDelta: number;
        };
        /** @description An error (RFC 9457). `code` is the stable name to go by. */
        Problem: {
            code: string;
            detail: string;
            errors?: {
                message: string;
                path: string;
            }[];
            /** @description What the caller can do about it. */
            remedy?: string;
            status: number;
            title: string;
            /** Format: uri */
            type: string;
        };
    };
    responses: never;
    parameters: {
        /** @description Changes nothing, and answers 200 with a `DryRun` instead: the events that the command would write. */
        DryRun: "true" | "false";
        /** @description The same key and body give the first answer again, and change nothing a second time. */
        IdempotencyKey: string;
        /** @description The `ETag` that the change is based on. */
        IfMatch: string;
        /** @description The `Roster-Position` of a command whose outcome the answer must show. */
        MinPosition: string;
        /** @description For services: the member for whom they act, whose capabilities then count. */
        OnBehalfOf: string;
        /** @description Why, for the history: percent-encoded UTF-8, at most 500 characters. */
        RosterReason: string;
    };
    requestBodies: never;
    headers: {
        /** @description An opaque position, in one order over the whole service. */
        RosterPosition: string;
    };
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    "SigningKeys.all": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        keys: {
                            /** @constant */
                            alg: "EdDSA";
                            /** @constant */
                            crv: "Ed25519";
                            kid: string;
                            /** @constant */
                            kty: "OKP";
                            /** @constant */
                            use: "sig";
                            x: string;
                        }[];
                    };
                };
            };
            /** @description `malformed_request` */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "malformed_request";
                    };
                };
            };
            /** @description `invalid_request` */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "invalid_request";
                    };
                };
            };
            /** @description `internal_error` */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "internal_error";
                    };
                };
            };
        };
    };
    "EvaluateAccess.one": {
        parameters: {
            query?: never;
            header?: {
                /** @description For services: the member for whom they act, whose capabilities then count. */
                "Roster-On-Behalf-Of"?: components["parameters"]["OnBehalfOf"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    action: {
                        name: string;
                        properties?: {
                            [key: string]: unknown;
                        };
                    };
                    context?: {
                        [key: string]: unknown;
                    };
                    resource: {
                        /** Format: uuid */
                        id: string;
                        properties?: {
                            [key: string]: unknown;
                        };
                        /** @constant */
                        type: "workspace";
                    };
                    subject: {
                        /** Format: uuid */
                        id: string;
                        properties?: {
                            [key: string]: unknown;
                        };
                        /** @constant */
                        type: "member";
                    };
                };
            };
        };
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        context: {
                            /** @enum {string} */
                            grantedBy?: "admin" | "owner";
                            reason: string;
                        };
                        decision: boolean;
                    };
                };
            };
            /** @description `malformed_request`, `malformed_json` */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "malformed_request" | "malformed_json";
                    };
                };
            };
            /** @description `unauthenticated` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "unauthenticated";
                    };
                };
            };
            /** @description `scope_required`, `origin_refused` */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "scope_required" | "origin_refused";
                    };
                };
            };
            /** @description `body_too_large` */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "body_too_large";
                    };
                };
            };
            /** @description `unsupported_media_type` */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "unsupported_media_type";
                    };
                };
            };
            /** @description `invalid_request` */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "invalid_request";
                    };
                };
            };
            /** @description `internal_error` */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "internal_error";
                    };
                };
            };
        };
    };
    "EvaluateAccess.many": {
        parameters: {
            query?: never;
            header?: {
                /** @description For services: the member for whom they act, whose capabilities then count. */
                "Roster-On-Behalf-Of"?: components["parameters"]["OnBehalfOf"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": {
                    action?: {
                        name: string;
                        properties?: {
                            [key: string]: unknown;
                        };
                    };
                    context?: {
                        [key: string]: unknown;
                    };
                    evaluations?: {
                        action?: {
                            name: string;
                            properties?: {
                                [key: string]: unknown;
                            };
                        };
                        context?: {
                            [key: string]: unknown;
                        };
                        resource?: {
                            /** Format: uuid */
                            id: string;
                            properties?: {
                                [key: string]: unknown;
                            };
                            /** @constant */
                            type: "workspace";
                        };
                        subject?: {
                            /** Format: uuid */
                            id: string;
                            properties?: {
                                [key: string]: unknown;
                            };
                            /** @constant */
                            type: "member";
                        };
                    }[];
                    options?: {
                        /** @enum {string} */
                        evaluations_semantic?: "execute_all" | "deny_on_first_deny" | "permit_on_first_permit";
                    };
                    resource?: {
                        /** Format: uuid */
                        id: string;
                        properties?: {
                            [key: string]: unknown;
                        };
                        /** @constant */
                        type: "workspace";
                    };
                    subject?: {
                        /** Format: uuid */
                        id: string;
                        properties?: {
                            [key: string]: unknown;
                        };
                        /** @constant */
                        type: "member";
                    };
                };
            };
        };
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        evaluations: {
                            context: {
                                /** @enum {string} */
                                grantedBy?: "admin" | "owner";
                                reason: string;
                            };
                            decision: boolean;
                        }[];
                    } | {
                        context: {
                            /** @enum {string} */
                            grantedBy?: "admin" | "owner";
                            reason: string;
                        };
                        decision: boolean;
                    };
                };
            };
            /** @description `malformed_request`, `malformed_json` */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "malformed_request" | "malformed_json";
                    };
                };
            };
            /** @description `unauthenticated` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "unauthenticated";
                    };
                };
            };
            /** @description `scope_required`, `origin_refused` */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "scope_required" | "origin_refused";
                    };
                };
            };
            /** @description `body_too_large` */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "body_too_large";
                    };
                };
            };
            /** @description `unsupported_media_type` */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "unsupported_media_type";
                    };
                };
            };
            /** @description `invalid_request` */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "invalid_request";
                    };
                };
            };
            /** @description `internal_error` */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "internal_error";
                    };
                };
            };
        };
    };
    "Health.live": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        status: "up" | "down";
                    };
                };
            };
            /** @description `malformed_request` */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "malformed_request";
                    };
                };
            };
            /** @description `invalid_request` */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "invalid_request";
                    };
                };
            };
            /** @description `internal_error` */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "internal_error";
                    };
                };
            };
        };
    };
    "Health.ready": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        dependencies: {
                            detail?: string;
                            name: string;
                            /** @enum {string} */
                            status: "up" | "down";
                        }[];
                        processes: {
                            error?: string;
                            name: string;
                            state: string;
                        }[];
                        projections: {
                            error?: string;
                            lagEvents?: number;
                            lagSeconds?: number;
                            name: string;
                            state: string;
                            version: number;
                        }[];
                        /** @enum {string} */
                        status: "up" | "down";
                    };
                };
            };
            /** @description `malformed_request` */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "malformed_request";
                    };
                };
            };
            /** @description `invalid_request` */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "invalid_request";
                    };
                };
            };
            /** @description `internal_error` */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "internal_error";
                    };
                };
            };
        };
    };
    "Reconciliation.count": {
        parameters: {
            query?: never;
            header?: {
                /** @description The `Roster-Position` of a command whose outcome the answer must show. */
                "Roster-Min-Position"?: components["parameters"]["MinPosition"];
                /** @description For services: the member for whom they act, whose capabilities then count. */
                "Roster-On-Behalf-Of"?: components["parameters"]["OnBehalfOf"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": {
                    /** Format: date-time */
                    asOf?: string;
                    expected?: number;
                    /** Format: uuid */
                    workspaceId?: string;
                };
            };
        };
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        differences: {
                            eventId: string | null;
                            memberId: string | null;
                            why: string;
                        }[];
                        expected: number | null;
                        log: number;
                        matches: boolean;
                        readModel: number;
                    };
                };
            };
            /** @description `malformed_request`, `malformed_json` */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "malformed_request" | "malformed_json";
                    };
                };
            };
            /** @description `unauthenticated` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "unauthenticated";
                    };
                };
            };
            /** @description `scope_required`, `service_required` */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "scope_required" | "service_required";
                    };
                };
            };
            /** @description `not_found` */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "not_found";
                    };
                };
            };
            /** @description `body_too_large` */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "body_too_large";
                    };
                };
            };
            /** @description `unsupported_media_type` */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "unsupported_media_type";
                    };
                };
            };
            /** @description `invalid_request` */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "invalid_request";
                    };
                };
            };
            /** @description `internal_error` */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "internal_error";
                    };
                };
            };
            /** @description `not_caught_up` */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "not_caught_up";
                    };
                };
            };
        };
    };
    "SeatChanges.list": {
        parameters: {
            query?: {
                after?: number;
                limit?: number;
            };
            header?: {
                /** @description The `Roster-Position` of a command whose outcome the answer must show. */
                "Roster-Min-Position"?: components["parameters"]["MinPosition"];
                /** @description For services: the member for whom they act, whose capabilities then count. */
                "Roster-On-Behalf-Of"?: components["parameters"]["OnBehalfOf"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            /** Format: date-time */
                            at: string;
                            balance: number;
                            cause: {
                                eventId: string;
                                type: string;
                            };
                            delta: 1 | -1;
                            memberId: string;
                            sequence: number;
                            workspaceId: string;
                        }[];
                        next: number;
                    };
                };
            };
            /** @description `malformed_request` */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "malformed_request";
                    };
                };
            };
            /** @description `unauthenticated` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "unauthenticated";
                    };
                };
            };
            /** @description `scope_required`, `service_required` */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "scope_required" | "service_required";
                    };
                };
            };
            /** @description `invalid_request` */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "invalid_request";
                    };
                };
            };
            /** @description `internal_error` */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "internal_error";
                    };
                };
            };
            /** @description `not_caught_up` */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "not_caught_up";
                    };
                };
            };
        };
    };
    "ConfirmEmailChange.approve": {
        parameters: {
            query?: {
                /** @description Changes nothing, and answers 200 with a `DryRun` instead: the events that the command would write. */
                dryRun?: components["parameters"]["DryRun"];
            };
            header?: {
                /** @description The same key and body give the first answer again, and change nothing a second time. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /** @description Why, for the history: percent-encoded UTF-8, at most 500 characters. */
                "Roster-Reason"?: components["parameters"]["RosterReason"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    token: string;
                };
            };
        };
        responses: {
            /** @description Success */
            200: {
                headers: {
                    "Roster-Position": components["headers"]["RosterPosition"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        accountId: string;
                        /** @enum {string} */
                        state: "changed" | "waiting_for_approval" | "waiting_for_confirmation";
                    };
                };
            };
            /** @description `malformed_request`, `malformed_json` */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "malformed_request" | "malformed_json";
                    };
                };
            };
            /** @description `origin_refused` */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "origin_refused";
                    };
                };
            };
            /** @description `not_found` */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "not_found";
                    };
                };
            };
            /** @description `address_taken` */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "address_taken";
                    };
                };
            };
            /** @description `email_change_expired`, `email_change_used`, `email_change_replaced` */
            410: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "email_change_expired" | "email_change_used" | "email_change_replaced";
                    };
                };
            };
            /** @description `body_too_large` */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "body_too_large";
                    };
                };
            };
            /** @description `unsupported_media_type` */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "unsupported_media_type";
                    };
                };
            };
            /** @description `invalid_request`, `idempotency_key_reused` */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "invalid_request" | "idempotency_key_reused";
                    };
                };
            };
            /** @description `internal_error` */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "internal_error";
                    };
                };
            };
            /** @description `event_log_unavailable`, `too_contended`, `outcome_unknown` */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "event_log_unavailable" | "too_contended" | "outcome_unknown";
                    };
                };
            };
        };
    };
    "ConfirmEmailChange.confirm": {
        parameters: {
            query?: {
                /** @description Changes nothing, and answers 200 with a `DryRun` instead: the events that the command would write. */
                dryRun?: components["parameters"]["DryRun"];
            };
            header?: {
                /** @description The same key and body give the first answer again, and change nothing a second time. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /** @description Why, for the history: percent-encoded UTF-8, at most 500 characters. */
                "Roster-Reason"?: components["parameters"]["RosterReason"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    token: string;
                };
            };
        };
        responses: {
            /** @description Success */
            200: {
                headers: {
                    "Roster-Position": components["headers"]["RosterPosition"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        accountId: string;
                        /** @enum {string} */
                        state: "changed" | "waiting_for_approval" | "waiting_for_confirmation";
                    };
                };
            };
            /** @description `malformed_request`, `malformed_json` */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "malformed_request" | "malformed_json";
                    };
                };
            };
            /** @description `origin_refused` */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "origin_refused";
                    };
                };
            };
            /** @description `not_found` */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "not_found";
                    };
                };
            };
            /** @description `address_taken` */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "address_taken";
                    };
                };
            };
            /** @description `email_change_expired`, `email_change_used`, `email_change_replaced` */
            410: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "email_change_expired" | "email_change_used" | "email_change_replaced";
                    };
                };
            };
            /** @description `body_too_large` */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "body_too_large";
                    };
                };
            };
            /** @description `unsupported_media_type` */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "unsupported_media_type";
                    };
                };
            };
            /** @description `invalid_request`, `idempotency_key_reused` */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "invalid_request" | "idempotency_key_reused";
                    };
                };
            };
            /** @description `internal_error` */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "internal_error";
                    };
                };
            };
            /** @description `event_log_unavailable`, `too_contended`, `outcome_unknown` */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "event_log_unavailable" | "too_contended" | "outcome_unknown";
                    };
                };
            };
        };
    };
    "Events.read": {
        parameters: {
            query?: {
                after?: string;
                limit?: number;
                types?: string;
                workspaceId?: string;
            };
            header?: {
                /** @description For services: the member for whom they act, whose capabilities then count. */
                "Roster-On-Behalf-Of"?: components["parameters"]["OnBehalfOf"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/cloudevents-batch+json": string;
                    "text/event-stream": string;
                };
            };
            /** @description `malformed_request` */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "malformed_request";
                    };
                };
            };
            /** @description `unauthenticated` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "unauthenticated";
                    };
                };
            };
            /** @description `scope_required`, `capability_required` */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "scope_required" | "capability_required";
                    };
                };
            };
            /** @description `invalid_request` */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "invalid_request";
                    };
                };
            };
            /** @description `internal_error` */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "internal_error";
                    };
                };
            };
        };
    };
    "KeyRotation.rotate": {
        parameters: {
            query?: {
                /** @description Changes nothing, and answers 200 with a `DryRun` instead: the events that the command would write. */
                dryRun?: components["parameters"]["DryRun"];
            };
            header?: {
                /** @description The same key and body give the first answer again, and change nothing a second time. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /** @description For services: the member for whom they act, whose capabilities then count. */
                "Roster-On-Behalf-Of"?: components["parameters"]["OnBehalfOf"];
                /** @description Why, for the history: percent-encoded UTF-8, at most 500 characters. */
                "Roster-Reason"?: components["parameters"]["RosterReason"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description With dryRun=true */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DryRun"];
                };
            };
            /** @description Success */
            201: {
                headers: {
                    "Roster-Position": components["headers"]["RosterPosition"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        alg: "EdDSA";
                        /** @constant */
                        crv: "Ed25519";
                        kid: string;
                        /** @constant */
                        kty: "OKP";
                        /** @constant */
                        use: "sig";
                        x: string;
                    };
                };
            };
            /** @description `malformed_request` */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "malformed_request";
                    };
                };
            };
            /** @description `unauthenticated` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "unauthenticated";
                    };
                };
            };
            /** @description `scope_required`, `service_required` */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "scope_required" | "service_required";
                    };
                };
            };
            /** @description `invalid_request`, `idempotency_key_reused` */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "invalid_request" | "idempotency_key_reused";
                    };
                };
            };
            /** @description `internal_error` */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "internal_error";
                    };
                };
            };
            /** @description `event_log_unavailable`, `too_contended`, `outcome_unknown` */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "event_log_unavailable" | "too_contended" | "outcome_unknown";
                    };
                };
            };
        };
    };
    "AcceptInvitation.accept": {
        parameters: {
            query?: {
                /** @description Changes nothing, and answers 200 with a `DryRun` instead: the events that the command would write. */
                dryRun?: components["parameters"]["DryRun"];
            };
            header?: {
                /** @description The same key and body give the first answer again, and change nothing a second time. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /** @description Why, for the history: percent-encoded UTF-8, at most 500 characters. */
                "Roster-Reason"?: components["parameters"]["RosterReason"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    name?: string;
                    /** Format: password */
                    password?: string;
                    token: string;
                };
            };
        };
        responses: {
            /** @description Success */
            200: {
                headers: {
                    "Roster-Position": components["headers"]["RosterPosition"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        accountId: string;
                        memberId: string;
                        workspaceId: string;
                    };
                };
            };
            /** @description `malformed_request`, `malformed_json` */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "malformed_request" | "malformed_json";
                    };
                };
            };
            /** @description `sign_in_required`, `invalid_credentials` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "sign_in_required" | "invalid_credentials";
                    };
                };
            };
            /** @description `origin_refused`, `other_address` */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "origin_refused" | "other_address";
                    };
                };
            };
            /** @description `not_found` */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "not_found";
                    };
                };
            };
            /** @description `already_member` */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "already_member";
                    };
                };
            };
            /** @description `invitation_expired`, `invitation_revoked`, `invitation_replaced`, `invitation_used` */
            410: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "invitation_expired" | "invitation_revoked" | "invitation_replaced" | "invitation_used";
                    };
                };
            };
            /** @description `body_too_large` */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "body_too_large";
                    };
                };
            };
            /** @description `unsupported_media_type` */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "unsupported_media_type";
                    };
                };
            };
            /** @description `invalid_request`, `idempotency_key_reused` */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "invalid_request" | "idempotency_key_reused";
                    };
                };
            };
            /** @description `too_many_attempts` */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "too_many_attempts";
                    };
                };
            };
            /** @description `internal_error` */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "internal_error";
                    };
                };
            };
            /** @description `event_log_unavailable`, `too_contended`, `outcome_unknown` */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "event_log_unavailable" | "too_contended" | "outcome_unknown";
                    };
                };
            };
        };
    };
    "AcceptInvitation.preview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    token: string;
                };
            };
        };
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        email: string;
                        /** Format: date-time */
                        expiresAt: string;
                        invitedBy: string | null;
                        needsAccount: boolean;
                        /** @enum {string} */
                        role: "admin" | "user";
                        workspaceName: string;
                    };
                };
            };
            /** @description `malformed_request`, `malformed_json` */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "malformed_request" | "malformed_json";
                    };
                };
            };
            /** @description `origin_refused` */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "origin_refused";
                    };
                };
            };
            /** @description `not_found` */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "not_found";
                    };
                };
            };
            /** @description `invitation_expired`, `invitation_revoked`, `invitation_replaced`, `invitation_used` */
            410: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "invitation_expired" | "invitation_revoked" | "invitation_replaced" | "invitation_used";
                    };
                };
            };
            /** @description `body_too_large` */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "body_too_large";
                    };
                };
            };
            /** @description `unsupported_media_type` */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "unsupported_media_type";
                    };
                };
            };
            /** @description `invalid_request` */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "invalid_request";
                    };
                };
            };
            /** @description `internal_error` */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "internal_error";
                    };
                };
            };
        };
    };
    "MyAccount.get": {
        parameters: {
            query?: never;
            header?: {
                /** @description The `Roster-Position` of a command whose outcome the answer must show. */
                "Roster-Min-Position"?: components["parameters"]["MinPosition"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        accountId: string;
                        email: string;
                        readonly memberships: {
                            readonly capabilities: string[];
                            memberId: string;
                            owner: boolean;
                            /** @enum {string} */
                            role: "admin" | "user";
                            workspaceId: string;
                            workspaceName: string;
                        }[];
                        /** Format: date-time */
                        openedAt: string;
                        readonly pendingInvitations: {
                            /** Format: date-time */
                            expiresAt: string;
                            memberId: string;
                            /** @enum {string} */
                            role: "admin" | "user";
                            workspaceId: string;
                            workspaceName: string;
                        }[];
                        profile: {
                            email: string;
                            jobTitle: string | null;
                            name: string;
                            phone: string | null;
                            profileComplete: boolean;
                        };
                    };
                };
            };
            /** @description `malformed_request` */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "malformed_request";
                    };
                };
            };
            /** @description `unauthenticated` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "unauthenticated";
                    };
                };
            };
            /** @description `person_required` */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "person_required";
                    };
                };
            };
            /** @description `invalid_request` */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "invalid_request";
                    };
                };
            };
            /** @description `internal_error` */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "internal_error";
                    };
                };
            };
            /** @description `not_caught_up` */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "not_caught_up";
                    };
                };
            };
        };
    };
    "DeleteAccount.delete": {
        parameters: {
            query?: {
                /** @description Changes nothing, and answers 200 with a `DryRun` instead: the events that the command would write. */
                dryRun?: components["parameters"]["DryRun"];
            };
            header?: {
                /** @description The same key and body give the first answer again, and change nothing a second time. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /** @description Why, for the history: percent-encoded UTF-8, at most 500 characters. */
                "Roster-Reason"?: components["parameters"]["RosterReason"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** Format: password */
                    password: string;
                };
            };
        };
        responses: {
            /** @description With dryRun=true */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DryRun"];
                };
            };
            /** @description Success */
            202: {
                headers: {
                    "Roster-Position": components["headers"]["RosterPosition"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        deletionId: string;
                    };
                };
            };
            /** @description `malformed_request`, `malformed_json` */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "malformed_request" | "malformed_json";
                    };
                };
            };
            /** @description `unauthenticated`, `invalid_credentials` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "unauthenticated" | "invalid_credentials";
                    };
                };
            };
            /** @description `person_required`, `origin_refused` */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "person_required" | "origin_refused";
                    };
                };
            };
            /** @description `body_too_large` */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "body_too_large";
                    };
                };
            };
            /** @description `unsupported_media_type` */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "unsupported_media_type";
                    };
                };
            };
            /** @description `invalid_request`, `idempotency_key_reused` */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "invalid_request" | "idempotency_key_reused";
                    };
                };
            };
            /** @description `too_many_attempts` */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "too_many_attempts";
                    };
                };
            };
            /** @description `internal_error` */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "internal_error";
                    };
                };
            };
            /** @description `event_log_unavailable`, `too_contended`, `outcome_unknown` */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "event_log_unavailable" | "too_contended" | "outcome_unknown";
                    };
                };
            };
        };
    };
    "DeletionPreview.of": {
        parameters: {
            query?: never;
            header?: {
                /** @description The `Roster-Position` of a command whose outcome the answer must show. */
                "Roster-Min-Position"?: components["parameters"]["MinPosition"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        workspacesLeft: {
                            name: string;
                            successor: {
                                memberId: string;
                                name: string | null;
                            };
                            workspaceId: string;
                        }[];
                        workspacesRemoved: {
                            members: number;
                            name: string;
                            workspaceId: string;
                        }[];
                    };
                };
            };
            /** @description `malformed_request` */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "malformed_request";
                    };
                };
            };
            /** @description `unauthenticated` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "unauthenticated";
                    };
                };
            };
            /** @description `person_required` */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "person_required";
                    };
                };
            };
            /** @description `invalid_request` */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "invalid_request";
                    };
                };
            };
            /** @description `internal_error` */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "internal_error";
                    };
                };
            };
            /** @description `not_caught_up` */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "not_caught_up";
                    };
                };
            };
        };
    };
    "RequestEmailChange.request": {
        parameters: {
            query?: {
                /** @description Changes nothing, and answers 200 with a `DryRun` instead: the events that the command would write. */
                dryRun?: components["parameters"]["DryRun"];
            };
            header?: {
                /** @description The same key and body give the first answer again, and change nothing a second time. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /** @description Why, for the history: percent-encoded UTF-8, at most 500 characters. */
                "Roster-Reason"?: components["parameters"]["RosterReason"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    email: string;
                    /** Format: password */
                    password: string;
                };
            };
        };
        responses: {
            /** @description With dryRun=true */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DryRun"];
                };
            };
            /** @description Success */
            202: {
                headers: {
                    "Roster-Position": components["headers"]["RosterPosition"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        message: string;
                    };
                };
            };
            /** @description `malformed_request`, `malformed_json` */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "malformed_request" | "malformed_json";
                    };
                };
            };
            /** @description `unauthenticated`, `invalid_credentials` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "unauthenticated" | "invalid_credentials";
                    };
                };
            };
            /** @description `person_required`, `origin_refused` */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "person_required" | "origin_refused";
                    };
                };
            };
            /** @description `body_too_large` */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "body_too_large";
                    };
                };
            };
            /** @description `unsupported_media_type` */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "unsupported_media_type";
                    };
                };
            };
            /** @description `invalid_request`, `idempotency_key_reused` */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "invalid_request" | "idempotency_key_reused";
                    };
                };
            };
            /** @description `too_many_attempts` */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "too_many_attempts";
                    };
                };
            };
            /** @description `internal_error` */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "internal_error";
                    };
                };
            };
            /** @description `event_log_unavailable`, `too_contended`, `outcome_unknown` */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "event_log_unavailable" | "too_contended" | "outcome_unknown";
                    };
                };
            };
        };
    };
    "MyData.of": {
        parameters: {
            query?: never;
            header?: {
                /** @description The `Roster-Position` of a command whose outcome the answer must show. */
                "Roster-Min-Position"?: components["parameters"]["MinPosition"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        accountId: string;
                        email: string;
                        readonly events: {
                            /** Format: date-time */
                            at: string;
                            data: {
                                [key: string]: unknown;
                            };
                            eventId: string;
                            type: string;
                        }[];
                        readonly memberships: {
                            readonly capabilities: string[];
                            memberId: string;
                            owner: boolean;
                            /** @enum {string} */
                            role: "admin" | "user";
                            workspaceId: string;
                            workspaceName: string;
                        }[];
                        /** Format: date-time */
                        openedAt: string;
                        readonly pendingInvitations: {
                            /** Format: date-time */
                            expiresAt: string;
                            memberId: string;
                            /** @enum {string} */
                            role: "admin" | "user";
                            workspaceId: string;
                            workspaceName: string;
                        }[];
                        profile: {
                            email: string;
                            jobTitle: string | null;
                            name: string;
                            phone: string | null;
                            profileComplete: boolean;
                        };
                        readonly sessions: {
                            /** Format: date-time */
                            createdAt: string;
                            current: boolean;
                            /** Format: date-time */
                            expiresAt: string;
                            id: string;
                            userAgent?: string;
                        }[];
                    };
                };
            };
            /** @description `malformed_request` */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "malformed_request";
                    };
                };
            };
            /** @description `unauthenticated` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "unauthenticated";
                    };
                };
            };
            /** @description `person_required` */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "person_required";
                    };
                };
            };
            /** @description `invalid_request` */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "invalid_request";
                    };
                };
            };
            /** @description `internal_error` */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "internal_error";
                    };
                };
            };
            /** @description `not_caught_up` */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "not_caught_up";
                    };
                };
            };
        };
    };
    "ChangePassword.change": {
        parameters: {
            query?: {
                /** @description Changes nothing, and answers 200 with a `DryRun` instead: the events that the command would write. */
                dryRun?: components["parameters"]["DryRun"];
            };
            header?: {
                /** @description The same key and body give the first answer again, and change nothing a second time. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /** @description Why, for the history: percent-encoded UTF-8, at most 500 characters. */
                "Roster-Reason"?: components["parameters"]["RosterReason"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** Format: password */
                    currentPassword: string;
                    /** Format: password */
                    newPassword: string;
                };
            };
        };
        responses: {
            /** @description With dryRun=true */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DryRun"];
                };
            };
            /** @description Success */
            204: {
                headers: {
                    "Roster-Position": components["headers"]["RosterPosition"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `malformed_request`, `malformed_json` */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "malformed_request" | "malformed_json";
                    };
                };
            };
            /** @description `unauthenticated`, `invalid_credentials` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "unauthenticated" | "invalid_credentials";
                    };
                };
            };
            /** @description `person_required`, `origin_refused` */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "person_required" | "origin_refused";
                    };
                };
            };
            /** @description `body_too_large` */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "body_too_large";
                    };
                };
            };
            /** @description `unsupported_media_type` */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "unsupported_media_type";
                    };
                };
            };
            /** @description `invalid_request`, `idempotency_key_reused` */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "invalid_request" | "idempotency_key_reused";
                    };
                };
            };
            /** @description `too_many_attempts` */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "too_many_attempts";
                    };
                };
            };
            /** @description `internal_error` */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "internal_error";
                    };
                };
            };
            /** @description `event_log_unavailable`, `too_contended`, `outcome_unknown` */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "event_log_unavailable" | "too_contended" | "outcome_unknown";
                    };
                };
            };
        };
    };
    "ChangeProfile.change": {
        parameters: {
            query?: {
                /** @description Changes nothing, and answers 200 with a `DryRun` instead: the events that the command would write. */
                dryRun?: components["parameters"]["DryRun"];
            };
            header?: {
                /** @description The same key and body give the first answer again, and change nothing a second time. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /** @description Why, for the history: percent-encoded UTF-8, at most 500 characters. */
                "Roster-Reason"?: components["parameters"]["RosterReason"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": {
                    jobTitle?: string | null;
                    name?: string;
                    phone?: string | null;
                };
            };
        };
        responses: {
            /** @description Success */
            200: {
                headers: {
                    "Roster-Position": components["headers"]["RosterPosition"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        email: string;
                        jobTitle: string | null;
                        name: string;
                        phone: string | null;
                        profileComplete: boolean;
                    };
                };
            };
            /** @description `malformed_request`, `malformed_json` */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "malformed_request" | "malformed_json";
                    };
                };
            };
            /** @description `unauthenticated` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "unauthenticated";
                    };
                };
            };
            /** @description `person_required`, `origin_refused` */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "person_required" | "origin_refused";
                    };
                };
            };
            /** @description `body_too_large` */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "body_too_large";
                    };
                };
            };
            /** @description `unsupported_media_type` */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "unsupported_media_type";
                    };
                };
            };
            /** @description `invalid_request`, `idempotency_key_reused` */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "invalid_request" | "idempotency_key_reused";
                    };
                };
            };
            /** @description `internal_error` */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "internal_error";
                    };
                };
            };
            /** @description `event_log_unavailable`, `too_contended`, `outcome_unknown` */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "event_log_unavailable" | "too_contended" | "outcome_unknown";
                    };
                };
            };
        };
    };
    "AskPasswordReset.ask": {
        parameters: {
            query?: {
                /** @description Changes nothing, and answers 200 with a `DryRun` instead: the events that the command would write. */
                dryRun?: components["parameters"]["DryRun"];
            };
            header?: {
                /** @description The same key and body give the first answer again, and change nothing a second time. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /** @description Why, for the history: percent-encoded UTF-8, at most 500 characters. */
                "Roster-Reason"?: components["parameters"]["RosterReason"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    email: string;
                };
            };
        };
        responses: {
            /** @description With dryRun=true */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DryRun"];
                };
            };
            /** @description Success */
            202: {
                headers: {
                    "Roster-Position": components["headers"]["RosterPosition"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        message: string;
                    };
                };
            };
            /** @description `malformed_request`, `malformed_json` */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "malformed_request" | "malformed_json";
                    };
                };
            };
            /** @description `origin_refused` */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "origin_refused";
                    };
                };
            };
            /** @description `body_too_large` */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "body_too_large";
                    };
                };
            };
            /** @description `unsupported_media_type` */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "unsupported_media_type";
                    };
                };
            };
            /** @description `invalid_request`, `idempotency_key_reused` */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "invalid_request" | "idempotency_key_reused";
                    };
                };
            };
            /** @description `too_many_requests` */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "too_many_requests";
                    };
                };
            };
            /** @description `internal_error` */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "internal_error";
                    };
                };
            };
            /** @description `event_log_unavailable`, `too_contended`, `outcome_unknown` */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "event_log_unavailable" | "too_contended" | "outcome_unknown";
                    };
                };
            };
        };
    };
    "CompletePasswordReset.complete": {
        parameters: {
            query?: {
                /** @description Changes nothing, and answers 200 with a `DryRun` instead: the events that the command would write. */
                dryRun?: components["parameters"]["DryRun"];
            };
            header?: {
                /** @description The same key and body give the first answer again, and change nothing a second time. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /** @description Why, for the history: percent-encoded UTF-8, at most 500 characters. */
                "Roster-Reason"?: components["parameters"]["RosterReason"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** Format: password */
                    newPassword: string;
                    token: string;
                };
            };
        };
        responses: {
            /** @description With dryRun=true */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DryRun"];
                };
            };
            /** @description Success */
            204: {
                headers: {
                    "Roster-Position": components["headers"]["RosterPosition"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `malformed_request`, `malformed_json` */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "malformed_request" | "malformed_json";
                    };
                };
            };
            /** @description `origin_refused` */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "origin_refused";
                    };
                };
            };
            /** @description `not_found` */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "not_found";
                    };
                };
            };
            /** @description `reset_expired`, `reset_used`, `reset_replaced` */
            410: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "reset_expired" | "reset_used" | "reset_replaced";
                    };
                };
            };
            /** @description `body_too_large` */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "body_too_large";
                    };
                };
            };
            /** @description `unsupported_media_type` */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "unsupported_media_type";
                    };
                };
            };
            /** @description `invalid_request`, `idempotency_key_reused` */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "invalid_request" | "idempotency_key_reused";
                    };
                };
            };
            /** @description `internal_error` */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "internal_error";
                    };
                };
            };
            /** @description `event_log_unavailable`, `too_contended`, `outcome_unknown` */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "event_log_unavailable" | "too_contended" | "outcome_unknown";
                    };
                };
            };
        };
    };
    "ReadModels.all": {
        parameters: {
            query?: never;
            header?: {
                /** @description For services: the member for whom they act, whose capabilities then count. */
                "Roster-On-Behalf-Of"?: components["parameters"]["OnBehalfOf"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        head: number;
                        items: {
                            beside: {
                                error?: string;
                                generation: number;
                                position: number;
                                /** @enum {string} */
                                state: "live" | "catching_up" | "waiting" | "stopped" | "elsewhere";
                            } | null;
                            former: {
                                error?: string;
                                generation: number;
                                position: number;
                                /** @enum {string} */
                                state: "live" | "catching_up" | "waiting" | "stopped" | "elsewhere";
                            } | null;
                            name: string;
                            serving: {
                                error?: string;
                                generation: number;
                                position: number;
                                /** @enum {string} */
                                state: "live" | "catching_up" | "waiting" | "stopped" | "elsewhere";
                            };
                            version: number;
                        }[];
                    };
                };
            };
            /** @description `malformed_request` */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "malformed_request";
                    };
                };
            };
            /** @description `unauthenticated` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "unauthenticated";
                    };
                };
            };
            /** @description `scope_required`, `service_required` */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "scope_required" | "service_required";
                    };
                };
            };
            /** @description `invalid_request` */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "invalid_request";
                    };
                };
            };
            /** @description `internal_error` */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "internal_error";
                    };
                };
            };
        };
    };
    "ReadModels.back": {
        parameters: {
            query?: never;
            header?: {
                /** @description For services: the member for whom they act, whose capabilities then count. */
                "Roster-On-Behalf-Of"?: components["parameters"]["OnBehalfOf"];
            };
            path: {
                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        beside: {
                            error?: string;
                            generation: number;
                            position: number;
                            /** @enum {string} */
                            state: "live" | "catching_up" | "waiting" | "stopped" | "elsewhere";
                        } | null;
                        former: {
                            error?: string;
                            generation: number;
                            position: number;
                            /** @enum {string} */
                            state: "live" | "catching_up" | "waiting" | "stopped" | "elsewhere";
                        } | null;
                        name: string;
                        serving: {
                            error?: string;
                            generation: number;
                            position: number;
                            /** @enum {string} */
                            state: "live" | "catching_up" | "waiting" | "stopped" | "elsewhere";
                        };
                        version: number;
                    };
                };
            };
            /** @description `malformed_request` */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "malformed_request";
                    };
                };
            };
            /** @description `unauthenticated` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "unauthenticated";
                    };
                };
            };
            /** @description `scope_required`, `service_required` */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "scope_required" | "service_required";
                    };
                };
            };
            /** @description `not_found` */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "not_found";
                    };
                };
            };
            /** @description `no_way_back`, `generation_behind`, `generations_changed` */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "no_way_back" | "generation_behind" | "generations_changed";
                    };
                };
            };
            /** @description `invalid_request` */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "invalid_request";
                    };
                };
            };
            /** @description `internal_error` */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "internal_error";
                    };
                };
            };
        };
    };
    "ReadModels.rebuild": {
        parameters: {
            query?: never;
            header?: {
                /** @description For services: the member for whom they act, whose capabilities then count. */
                "Roster-On-Behalf-Of"?: components["parameters"]["OnBehalfOf"];
            };
            path: {
                name: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": {
                    anew?: boolean;
                };
            };
        };
        responses: {
            /** @description Success */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        beside: {
                            error?: string;
                            generation: number;
                            position: number;
                            /** @enum {string} */
                            state: "live" | "catching_up" | "waiting" | "stopped" | "elsewhere";
                        } | null;
                        former: {
                            error?: string;
                            generation: number;
                            position: number;
                            /** @enum {string} */
                            state: "live" | "catching_up" | "waiting" | "stopped" | "elsewhere";
                        } | null;
                        name: string;
                        serving: {
                            error?: string;
                            generation: number;
                            position: number;
                            /** @enum {string} */
                            state: "live" | "catching_up" | "waiting" | "stopped" | "elsewhere";
                        };
                        version: number;
                    };
                };
            };
            /** @description `malformed_request`, `malformed_json` */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "malformed_request" | "malformed_json";
                    };
                };
            };
            /** @description `unauthenticated` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "unauthenticated";
                    };
                };
            };
            /** @description `scope_required`, `service_required` */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "scope_required" | "service_required";
                    };
                };
            };
            /** @description `not_found` */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "not_found";
                    };
                };
            };
            /** @description `generations_changed` */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "generations_changed";
                    };
                };
            };
            /** @description `body_too_large` */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "body_too_large";
                    };
                };
            };
            /** @description `unsupported_media_type` */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "unsupported_media_type";
                    };
                };
            };
            /** @description `invalid_request` */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "invalid_request";
                    };
                };
            };
            /** @description `internal_error` */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "internal_error";
                    };
                };
            };
        };
    };
    "ReadModels.switch": {
        parameters: {
            query?: never;
            header?: {
                /** @description For services: the member for whom they act, whose capabilities then count. */
                "Roster-On-Behalf-Of"?: components["parameters"]["OnBehalfOf"];
            };
            path: {
                name: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": {
                    acceptDifferences?: boolean;
                };
            };
        };
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        beside: {
                            error?: string;
                            generation: number;
                            position: number;
                            /** @enum {string} */
                            state: "live" | "catching_up" | "waiting" | "stopped" | "elsewhere";
                        } | null;
                        comparison: {
                            compared: number;
                            differences: number;
                            first: {
                                id: string;
                                /** @enum {string} */
                                kind: "missing" | "extra" | "different";
                            }[];
                            unsettled: number;
                        };
                        former: {
                            error?: string;
                            generation: number;
                            position: number;
                            /** @enum {string} */
                            state: "live" | "catching_up" | "waiting" | "stopped" | "elsewhere";
                        } | null;
                        name: string;
                        serving: {
                            error?: string;
                            generation: number;
                            position: number;
                            /** @enum {string} */
                            state: "live" | "catching_up" | "waiting" | "stopped" | "elsewhere";
                        };
                        version: number;
                    };
                };
            };
            /** @description `malformed_request`, `malformed_json` */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "malformed_request" | "malformed_json";
                    };
                };
            };
            /** @description `unauthenticated` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "unauthenticated";
                    };
                };
            };
            /** @description `scope_required`, `service_required` */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "scope_required" | "service_required";
                    };
                };
            };
            /** @description `not_found` */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "not_found";
                    };
                };
            };
            /** @description `nothing_beside`, `generation_behind`, `differences_found`, `generations_changed` */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "nothing_beside" | "generation_behind" | "differences_found" | "generations_changed";
                    };
                };
            };
            /** @description `body_too_large` */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "body_too_large";
                    };
                };
            };
            /** @description `unsupported_media_type` */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "unsupported_media_type";
                    };
                };
            };
            /** @description `invalid_request` */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "invalid_request";
                    };
                };
            };
            /** @description `internal_error` */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "internal_error";
                    };
                };
            };
        };
    };
    "MySessions.list": {
        parameters: {
            query?: {
                cursor?: string;
                limit?: number;
            };
            header?: {
                /** @description The `Roster-Position` of a command whose outcome the answer must show. */
                "Roster-Min-Position"?: components["parameters"]["MinPosition"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            /** Format: date-time */
                            createdAt: string;
                            current: boolean;
                            /** Format: date-time */
                            expiresAt: string;
                            id: string;
                            userAgent?: string;
                        }[];
                        nextCursor: string | null;
                    };
                };
            };
            /** @description `malformed_request` */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "malformed_request";
                    };
                };
            };
            /** @description `unauthenticated` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "unauthenticated";
                    };
                };
            };
            /** @description `person_required` */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "person_required";
                    };
                };
            };
            /** @description `invalid_request` */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "invalid_request";
                    };
                };
            };
            /** @description `internal_error` */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "internal_error";
                    };
                };
            };
            /** @description `not_caught_up` */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "not_caught_up";
                    };
                };
            };
        };
    };
    "SignIn.signIn": {
        parameters: {
            query?: {
                /** @description Changes nothing, and answers 200 with a `DryRun` instead: the events that the command would write. */
                dryRun?: components["parameters"]["DryRun"];
            };
            header?: {
                /** @description The same key and body give the first answer again, and change nothing a second time. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /** @description Why, for the history: percent-encoded UTF-8, at most 500 characters. */
                "Roster-Reason"?: components["parameters"]["RosterReason"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    email: string;
                    /** Format: password */
                    password: string;
                };
            };
        };
        responses: {
            /** @description Success */
            200: {
                headers: {
                    "Roster-Position": components["headers"]["RosterPosition"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        accountId: string;
                        /** Format: date-time */
                        expiresAt: string;
                        memberships: {
                            memberId: string;
                            owner: boolean;
                            /** @enum {string} */
                            role: "admin" | "user";
                            workspaceId: string;
                            workspaceName: string;
                        }[];
                    };
                };
            };
            /** @description `malformed_request`, `malformed_json` */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "malformed_request" | "malformed_json";
                    };
                };
            };
            /** @description `invalid_credentials` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "invalid_credentials";
                    };
                };
            };
            /** @description `origin_refused`, `email_not_verified` */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "origin_refused" | "email_not_verified";
                    };
                };
            };
            /** @description `body_too_large` */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "body_too_large";
                    };
                };
            };
            /** @description `unsupported_media_type` */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "unsupported_media_type";
                    };
                };
            };
            /** @description `invalid_request`, `idempotency_key_reused` */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "invalid_request" | "idempotency_key_reused";
                    };
                };
            };
            /** @description `too_many_attempts` */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "too_many_attempts";
                    };
                };
            };
            /** @description `internal_error` */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "internal_error";
                    };
                };
            };
            /** @description `event_log_unavailable`, `too_contended`, `outcome_unknown` */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "event_log_unavailable" | "too_contended" | "outcome_unknown";
                    };
                };
            };
        };
    };
    "EndSession.end": {
        parameters: {
            query?: {
                /** @description Changes nothing, and answers 200 with a `DryRun` instead: the events that the command would write. */
                dryRun?: components["parameters"]["DryRun"];
            };
            header?: {
                /** @description The same key and body give the first answer again, and change nothing a second time. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /** @description Why, for the history: percent-encoded UTF-8, at most 500 characters. */
                "Roster-Reason"?: components["parameters"]["RosterReason"];
            };
            path: {
                sessionId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description With dryRun=true */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DryRun"];
                };
            };
            /** @description Success */
            204: {
                headers: {
                    "Roster-Position": components["headers"]["RosterPosition"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `malformed_request` */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "malformed_request";
                    };
                };
            };
            /** @description `unauthenticated` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "unauthenticated";
                    };
                };
            };
            /** @description `person_required`, `origin_refused` */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "person_required" | "origin_refused";
                    };
                };
            };
            /** @description `not_found` */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "not_found";
                    };
                };
            };
            /** @description `invalid_request`, `idempotency_key_reused` */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "invalid_request" | "idempotency_key_reused";
                    };
                };
            };
            /** @description `internal_error` */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "internal_error";
                    };
                };
            };
            /** @description `event_log_unavailable`, `too_contended`, `outcome_unknown` */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "event_log_unavailable" | "too_contended" | "outcome_unknown";
                    };
                };
            };
        };
    };
    "EndSession.endCurrent": {
        parameters: {
            query?: {
                /** @description Changes nothing, and answers 200 with a `DryRun` instead: the events that the command would write. */
                dryRun?: components["parameters"]["DryRun"];
            };
            header?: {
                /** @description The same key and body give the first answer again, and change nothing a second time. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /** @description Why, for the history: percent-encoded UTF-8, at most 500 characters. */
                "Roster-Reason"?: components["parameters"]["RosterReason"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description With dryRun=true */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DryRun"];
                };
            };
            /** @description Success */
            204: {
                headers: {
                    "Roster-Position": components["headers"]["RosterPosition"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `malformed_request` */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "malformed_request";
                    };
                };
            };
            /** @description `unauthenticated` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "unauthenticated";
                    };
                };
            };
            /** @description `person_required`, `origin_refused` */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "person_required" | "origin_refused";
                    };
                };
            };
            /** @description `invalid_request`, `idempotency_key_reused` */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "invalid_request" | "idempotency_key_reused";
                    };
                };
            };
            /** @description `internal_error` */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "internal_error";
                    };
                };
            };
            /** @description `event_log_unavailable`, `too_contended`, `outcome_unknown` */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "event_log_unavailable" | "too_contended" | "outcome_unknown";
                    };
                };
            };
        };
    };
    "RequestSignUp.request": {
        parameters: {
            query?: {
                /** @description Changes nothing, and answers 200 with a `DryRun` instead: the events that the command would write. */
                dryRun?: components["parameters"]["DryRun"];
            };
            header?: {
                /** @description The same key and body give the first answer again, and change nothing a second time. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /** @description Why, for the history: percent-encoded UTF-8, at most 500 characters. */
                "Roster-Reason"?: components["parameters"]["RosterReason"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    email: string;
                    name: string;
                    /** Format: password */
                    password: string;
                    workspaceName?: string;
                };
            };
        };
        responses: {
            /** @description With dryRun=true */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DryRun"];
                };
            };
            /** @description Success */
            202: {
                headers: {
                    "Roster-Position": components["headers"]["RosterPosition"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        message: string;
                    };
                };
            };
            /** @description `malformed_request`, `malformed_json` */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "malformed_request" | "malformed_json";
                    };
                };
            };
            /** @description `origin_refused` */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "origin_refused";
                    };
                };
            };
            /** @description `body_too_large` */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "body_too_large";
                    };
                };
            };
            /** @description `unsupported_media_type` */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "unsupported_media_type";
                    };
                };
            };
            /** @description `invalid_request`, `idempotency_key_reused` */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "invalid_request" | "idempotency_key_reused";
                    };
                };
            };
            /** @description `too_many_requests` */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "too_many_requests";
                    };
                };
            };
            /** @description `internal_error` */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "internal_error";
                    };
                };
            };
            /** @description `event_log_unavailable`, `too_contended`, `outcome_unknown` */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "event_log_unavailable" | "too_contended" | "outcome_unknown";
                    };
                };
            };
        };
    };
    "VerifySignUp.verify": {
        parameters: {
            query?: {
                /** @description Changes nothing, and answers 200 with a `DryRun` instead: the events that the command would write. */
                dryRun?: components["parameters"]["DryRun"];
            };
            header?: {
                /** @description The same key and body give the first answer again, and change nothing a second time. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /** @description Why, for the history: percent-encoded UTF-8, at most 500 characters. */
                "Roster-Reason"?: components["parameters"]["RosterReason"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    token: string;
                };
            };
        };
        responses: {
            /** @description Success */
            200: {
                headers: {
                    "Roster-Position": components["headers"]["RosterPosition"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        accountId: string;
                        advice?: string;
                        memberId: string;
                        /** @enum {string} */
                        outcome: "founded" | "joined" | "accepted";
                        workspaceId: string;
                    };
                };
            };
            /** @description `malformed_request`, `malformed_json` */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "malformed_request" | "malformed_json";
                    };
                };
            };
            /** @description `origin_refused` */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "origin_refused";
                    };
                };
            };
            /** @description `not_found` */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "not_found";
                    };
                };
            };
            /** @description `verification_expired`, `verification_used` */
            410: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "verification_expired" | "verification_used";
                    };
                };
            };
            /** @description `body_too_large` */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "body_too_large";
                    };
                };
            };
            /** @description `unsupported_media_type` */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "unsupported_media_type";
                    };
                };
            };
            /** @description `invalid_request`, `idempotency_key_reused` */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "invalid_request" | "idempotency_key_reused";
                    };
                };
            };
            /** @description `internal_error` */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "internal_error";
                    };
                };
            };
            /** @description `event_log_unavailable`, `too_contended`, `outcome_unknown` */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "event_log_unavailable" | "too_contended" | "outcome_unknown";
                    };
                };
            };
        };
    };
    "Workspace.list": {
        parameters: {
            query?: {
                cursor?: string;
                limit?: number;
            };
            header?: {
                /** @description The `Roster-Position` of a command whose outcome the answer must show. */
                "Roster-Min-Position"?: components["parameters"]["MinPosition"];
                /** @description For services: the member for whom they act, whose capabilities then count. */
                "Roster-On-Behalf-Of"?: components["parameters"]["OnBehalfOf"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            members: number;
                            name: string;
                            ownerId: string;
                            workspaceId: string;
                        }[];
                        nextCursor: string | null;
                    };
                };
            };
            /** @description `malformed_request` */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "malformed_request";
                    };
                };
            };
            /** @description `unauthenticated` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "unauthenticated";
                    };
                };
            };
            /** @description `scope_required`, `service_required` */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "scope_required" | "service_required";
                    };
                };
            };
            /** @description `invalid_request` */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "invalid_request";
                    };
                };
            };
            /** @description `internal_error` */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "internal_error";
                    };
                };
            };
            /** @description `not_caught_up` */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "not_caught_up";
                    };
                };
            };
        };
    };
    "Workspace.summary": {
        parameters: {
            query?: never;
            header?: {
                /** @description The `Roster-Position` of a command whose outcome the answer must show. */
                "Roster-Min-Position"?: components["parameters"]["MinPosition"];
                /** @description For services: the member for whom they act, whose capabilities then count. */
                "Roster-On-Behalf-Of"?: components["parameters"]["OnBehalfOf"];
            };
            path: {
                workspaceId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        counts: {
                            admins: number;
                            byActivity: {
                                active: number;
                                inactive: number;
                                never: number;
                            };
                            invited: number;
                            joined: number;
                            members: number;
                        };
                        domains: {
                            autoJoin: boolean;
                            domain: string;
                        }[];
                        name: string;
                        ownerId: string;
                        position: string;
                        warnings: {
                            code: string;
                            detail: string;
                            remedy: string;
                        }[];
                        workspaceId: string;
                    };
                };
            };
            /** @description `malformed_request` */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "malformed_request";
                    };
                };
            };
            /** @description `unauthenticated` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "unauthenticated";
                    };
                };
            };
            /** @description `scope_required` */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "scope_required";
                    };
                };
            };
            /** @description `not_found` */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "not_found";
                    };
                };
            };
            /** @description `invalid_request` */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "invalid_request";
                    };
                };
            };
            /** @description `internal_error` */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "internal_error";
                    };
                };
            };
            /** @description `not_caught_up` */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "not_caught_up";
                    };
                };
            };
        };
    };
    "RemoveWorkspace.remove": {
        parameters: {
            query?: {
                /** @description Changes nothing, and answers 200 with a `DryRun` instead: the events that the command would write. */
                dryRun?: components["parameters"]["DryRun"];
            };
            header?: {
                /** @description The same key and body give the first answer again, and change nothing a second time. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /** @description Why, for the history: percent-encoded UTF-8, at most 500 characters. */
                "Roster-Reason"?: components["parameters"]["RosterReason"];
            };
            path: {
                workspaceId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    name?: string;
                    /** Format: password */
                    password: string;
                };
            };
        };
        responses: {
            /** @description With dryRun=true */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DryRun"];
                };
            };
            /** @description Success */
            204: {
                headers: {
                    "Roster-Position": components["headers"]["RosterPosition"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `malformed_request`, `malformed_json` */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "malformed_request" | "malformed_json";
                    };
                };
            };
            /** @description `unauthenticated`, `invalid_credentials` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "unauthenticated" | "invalid_credentials";
                    };
                };
            };
            /** @description `person_required`, `origin_refused`, `owner_only` */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "person_required" | "origin_refused" | "owner_only";
                    };
                };
            };
            /** @description `not_found` */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "not_found";
                    };
                };
            };
            /** @description `body_too_large` */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "body_too_large";
                    };
                };
            };
            /** @description `unsupported_media_type` */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "unsupported_media_type";
                    };
                };
            };
            /** @description `invalid_request`, `idempotency_key_reused`, `name_differs` */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "invalid_request" | "idempotency_key_reused" | "name_differs";
                    };
                };
            };
            /** @description `too_many_attempts` */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "too_many_attempts";
                    };
                };
            };
            /** @description `internal_error` */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "internal_error";
                    };
                };
            };
            /** @description `event_log_unavailable`, `too_contended`, `outcome_unknown` */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "event_log_unavailable" | "too_contended" | "outcome_unknown";
                    };
                };
            };
        };
    };
    "RenameWorkspace.rename": {
        parameters: {
            query?: {
                /** @description Changes nothing, and answers 200 with a `DryRun` instead: the events that the command would write. */
                dryRun?: components["parameters"]["DryRun"];
            };
            header?: {
                /** @description The same key and body give the first answer again, and change nothing a second time. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /** @description For services: the member for whom they act, whose capabilities then count. */
                "Roster-On-Behalf-Of"?: components["parameters"]["OnBehalfOf"];
                /** @description Why, for the history: percent-encoded UTF-8, at most 500 characters. */
                "Roster-Reason"?: components["parameters"]["RosterReason"];
            };
            path: {
                workspaceId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    name: string;
                };
            };
        };
        responses: {
            /** @description Success */
            200: {
                headers: {
                    "Roster-Position": components["headers"]["RosterPosition"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        counts: {
                            admins: number;
                            byActivity: {
                                active: number;
                                inactive: number;
                                never: number;
                            };
                            invited: number;
                            joined: number;
                            members: number;
                        };
                        domains: {
                            autoJoin: boolean;
                            domain: string;
                        }[];
                        name: string;
                        ownerId: string;
                        position: string;
                        warnings: {
                            code: string;
                            detail: string;
                            remedy: string;
                        }[];
                        workspaceId: string;
                    };
                };
            };
            /** @description `malformed_request`, `malformed_json` */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "malformed_request" | "malformed_json";
                    };
                };
            };
            /** @description `unauthenticated` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "unauthenticated";
                    };
                };
            };
            /** @description `scope_required`, `origin_refused`, `capability_required` */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "scope_required" | "origin_refused" | "capability_required";
                    };
                };
            };
            /** @description `not_found` */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "not_found";
                    };
                };
            };
            /** @description `body_too_large` */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "body_too_large";
                    };
                };
            };
            /** @description `unsupported_media_type` */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "unsupported_media_type";
                    };
                };
            };
            /** @description `invalid_request`, `idempotency_key_reused` */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "invalid_request" | "idempotency_key_reused";
                    };
                };
            };
            /** @description `internal_error` */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "internal_error";
                    };
                };
            };
            /** @description `event_log_unavailable`, `too_contended`, `outcome_unknown` */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "event_log_unavailable" | "too_contended" | "outcome_unknown";
                    };
                };
            };
        };
    };
    "Conversations.list": {
        parameters: {
            query?: {
                assigneeId?: string;
                cursor?: string;
                limit?: number;
                status?: "active" | "pending" | "closed";
            };
            header?: {
                /** @description The `Roster-Position` of a command whose outcome the answer must show. */
                "Roster-Min-Position"?: components["parameters"]["MinPosition"];
                /** @description For services: the member for whom they act, whose capabilities then count. */
                "Roster-On-Behalf-Of"?: components["parameters"]["OnBehalfOf"];
            };
            path: {
                workspaceId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            /** @description Whose it is now */
                            assigneeId: string | null;
                            conversationId: string;
                            inboxId: string;
                            /** @description As it was assigned */
                            originalAssigneeId: string | null;
                            replies: {
                                /** Format: date-time */
                                at: string;
                                author: {
                                    jobTitle: string | null;
                                    name: string | null;
                                };
                                /** @description Who answers for it now */
                                authorId: string;
                                /** @enum {string} */
                                kind: "reply" | "note";
                                /** @description Who wrote it */
                                originalAuthorId: string;
                                replyId: string;
                            }[];
                            /** @enum {string} */
                            status: "active" | "pending" | "closed";
                            subject: string;
                            tags: {
                                createdBy: string;
                                tag: string;
                            }[];
                        }[];
                        nextCursor: string | null;
                    };
                };
            };
            /** @description `malformed_request` */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "malformed_request";
                    };
                };
            };
            /** @description `unauthenticated` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "unauthenticated";
                    };
                };
            };
            /** @description `scope_required`, `capability_required` */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "scope_required" | "capability_required";
                    };
                };
            };
            /** @description `not_found` */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "not_found";
                    };
                };
            };
            /** @description `invalid_request` */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "invalid_request";
                    };
                };
            };
            /** @description `internal_error` */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "internal_error";
                    };
                };
            };
            /** @description `not_caught_up` */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "not_caught_up";
                    };
                };
            };
        };
    };
    "Conversations.one": {
        parameters: {
            query?: never;
            header?: {
                /** @description The `Roster-Position` of a command whose outcome the answer must show. */
                "Roster-Min-Position"?: components["parameters"]["MinPosition"];
                /** @description For services: the member for whom they act, whose capabilities then count. */
                "Roster-On-Behalf-Of"?: components["parameters"]["OnBehalfOf"];
            };
            path: {
                conversationId: string;
                workspaceId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description Whose it is now */
                        assigneeId: string | null;
                        conversationId: string;
                        inboxId: string;
                        /** @description As it was assigned */
                        originalAssigneeId: string | null;
                        replies: {
                            /** Format: date-time */
                            at: string;
                            author: {
                                jobTitle: string | null;
                                name: string | null;
                            };
                            /** @description Who answers for it now */
                            authorId: string;
                            /** @enum {string} */
                            kind: "reply" | "note";
                            /** @description Who wrote it */
                            originalAuthorId: string;
                            replyId: string;
                        }[];
                        /** @enum {string} */
                        status: "active" | "pending" | "closed";
                        subject: string;
                        tags: {
                            createdBy: string;
                            tag: string;
                        }[];
                    };
                };
            };
            /** @description `malformed_request` */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "malformed_request";
                    };
                };
            };
            /** @description `unauthenticated` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "unauthenticated";
                    };
                };
            };
            /** @description `scope_required`, `capability_required` */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "scope_required" | "capability_required";
                    };
                };
            };
            /** @description `not_found` */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "not_found";
                    };
                };
            };
            /** @description `invalid_request` */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "invalid_request";
                    };
                };
            };
            /** @description `internal_error` */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "internal_error";
                    };
                };
            };
            /** @description `not_caught_up` */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "not_caught_up";
                    };
                };
            };
        };
    };
    "RecordConversation.record": {
        parameters: {
            query?: {
                /** @description Changes nothing, and answers 200 with a `DryRun` instead: the events that the command would write. */
                dryRun?: components["parameters"]["DryRun"];
            };
            header?: {
                /** @description The same key and body give the first answer again, and change nothing a second time. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /** @description For services: the member for whom they act, whose capabilities then count. */
                "Roster-On-Behalf-Of"?: components["parameters"]["OnBehalfOf"];
                /** @description Why, for the history: percent-encoded UTF-8, at most 500 characters. */
                "Roster-Reason"?: components["parameters"]["RosterReason"];
            };
            path: {
                conversationId: string;
                workspaceId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description Left out: nobody for a new conversation, unchanged for one that is there */
                    assigneeId?: string | null;
                    /** Format: uuid */
                    inboxId: string;
                    /**
                     * @description Left out: `active` for a new conversation, unchanged for one that is there
                     * @enum {string}
                     */
                    status?: "active" | "pending" | "closed";
                    subject: string;
                };
            };
        };
        responses: {
            /** @description Success */
            200: {
                headers: {
                    "Roster-Position": components["headers"]["RosterPosition"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description Whose it is now */
                        assigneeId: string | null;
                        conversationId: string;
                        inboxId: string;
                        /** @description As it was assigned */
                        originalAssigneeId: string | null;
                        /** @enum {string} */
                        status: "active" | "pending" | "closed";
                        subject: string;
                    };
                };
            };
            /** @description Success */
            201: {
                headers: {
                    "Roster-Position": components["headers"]["RosterPosition"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description Whose it is now */
                        assigneeId: string | null;
                        conversationId: string;
                        inboxId: string;
                        /** @description As it was assigned */
                        originalAssigneeId: string | null;
                        /** @enum {string} */
                        status: "active" | "pending" | "closed";
                        subject: string;
                    };
                };
            };
            /** @description `malformed_request`, `malformed_json` */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "malformed_request" | "malformed_json";
                    };
                };
            };
            /** @description `unauthenticated` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "unauthenticated";
                    };
                };
            };
            /** @description `scope_required`, `origin_refused`, `capability_required` */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "scope_required" | "origin_refused" | "capability_required";
                    };
                };
            };
            /** @description `not_found` */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "not_found";
                    };
                };
            };
            /** @description `member_removed`, `not_joined` */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "member_removed" | "not_joined";
                    };
                };
            };
            /** @description `body_too_large` */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "body_too_large";
                    };
                };
            };
            /** @description `unsupported_media_type` */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "unsupported_media_type";
                    };
                };
            };
            /** @description `invalid_request`, `idempotency_key_reused`, `unknown_inboxes` */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "invalid_request" | "idempotency_key_reused" | "unknown_inboxes";
                    };
                };
            };
            /** @description `internal_error` */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "internal_error";
                    };
                };
            };
            /** @description `event_log_unavailable`, `too_contended`, `outcome_unknown` */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "event_log_unavailable" | "too_contended" | "outcome_unknown";
                    };
                };
            };
        };
    };
    "AssignConversation.assign": {
        parameters: {
            query?: {
                /** @description Changes nothing, and answers 200 with a `DryRun` instead: the events that the command would write. */
                dryRun?: components["parameters"]["DryRun"];
            };
            header?: {
                /** @description The same key and body give the first answer again, and change nothing a second time. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /** @description For services: the member for whom they act, whose capabilities then count. */
                "Roster-On-Behalf-Of"?: components["parameters"]["OnBehalfOf"];
                /** @description Why, for the history: percent-encoded UTF-8, at most 500 characters. */
                "Roster-Reason"?: components["parameters"]["RosterReason"];
            };
            path: {
                conversationId: string;
                workspaceId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    memberId: string | null;
                };
            };
        };
        responses: {
            /** @description Success */
            200: {
                headers: {
                    "Roster-Position": components["headers"]["RosterPosition"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description Whose it is now */
                        assigneeId: string | null;
                        conversationId: string;
                        inboxId: string;
                        /** @description As it was assigned */
                        originalAssigneeId: string | null;
                        /** @enum {string} */
                        status: "active" | "pending" | "closed";
                        subject: string;
                    };
                };
            };
            /** @description `malformed_request`, `malformed_json` */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "malformed_request" | "malformed_json";
                    };
                };
            };
            /** @description `unauthenticated` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "unauthenticated";
                    };
                };
            };
            /** @description `scope_required`, `origin_refused`, `capability_required` */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "scope_required" | "origin_refused" | "capability_required";
                    };
                };
            };
            /** @description `not_found` */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "not_found";
                    };
                };
            };
            /** @description `member_removed`, `not_joined` */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "member_removed" | "not_joined";
                    };
                };
            };
            /** @description `body_too_large` */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "body_too_large";
                    };
                };
            };
            /** @description `unsupported_media_type` */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "unsupported_media_type";
                    };
                };
            };
            /** @description `invalid_request`, `idempotency_key_reused` */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "invalid_request" | "idempotency_key_reused";
                    };
                };
            };
            /** @description `internal_error` */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "internal_error";
                    };
                };
            };
            /** @description `event_log_unavailable`, `too_contended`, `outcome_unknown` */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "event_log_unavailable" | "too_contended" | "outcome_unknown";
                    };
                };
            };
        };
    };
    "AddReply.add": {
        parameters: {
            query?: {
                /** @description Changes nothing, and answers 200 with a `DryRun` instead: the events that the command would write. */
                dryRun?: components["parameters"]["DryRun"];
            };
            header?: {
                /** @description The same key and body give the first answer again, and change nothing a second time. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /** @description For services: the member for whom they act, whose capabilities then count. */
                "Roster-On-Behalf-Of"?: components["parameters"]["OnBehalfOf"];
                /** @description Why, for the history: percent-encoded UTF-8, at most 500 characters. */
                "Roster-Reason"?: components["parameters"]["RosterReason"];
            };
            path: {
                conversationId: string;
                workspaceId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** Format: uuid */
                    authorId: string;
                    /** @enum {string} */
                    kind: "reply" | "note";
                    /** Format: uuid */
                    replyId: string;
                };
            };
        };
        responses: {
            /** @description Success */
            200: {
                headers: {
                    "Roster-Position": components["headers"]["RosterPosition"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        authorId: string;
                        conversationId: string;
                        /** @enum {string} */
                        kind: "reply" | "note";
                        replyId: string;
                    };
                };
            };
            /** @description Success */
            201: {
                headers: {
                    "Roster-Position": components["headers"]["RosterPosition"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        authorId: string;
                        conversationId: string;
                        /** @enum {string} */
                        kind: "reply" | "note";
                        replyId: string;
                    };
                };
            };
            /** @description `malformed_request`, `malformed_json` */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "malformed_request" | "malformed_json";
                    };
                };
            };
            /** @description `unauthenticated` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "unauthenticated";
                    };
                };
            };
            /** @description `scope_required`, `origin_refused`, `capability_required` */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "scope_required" | "origin_refused" | "capability_required";
                    };
                };
            };
            /** @description `not_found` */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "not_found";
                    };
                };
            };
            /** @description `member_removed`, `not_joined`, `reply_differs` */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "member_removed" | "not_joined" | "reply_differs";
                    };
                };
            };
            /** @description `body_too_large` */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "body_too_large";
                    };
                };
            };
            /** @description `unsupported_media_type` */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "unsupported_media_type";
                    };
                };
            };
            /** @description `invalid_request`, `idempotency_key_reused` */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "invalid_request" | "idempotency_key_reused";
                    };
                };
            };
            /** @description `internal_error` */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "internal_error";
                    };
                };
            };
            /** @description `event_log_unavailable`, `too_contended`, `outcome_unknown` */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "event_log_unavailable" | "too_contended" | "outcome_unknown";
                    };
                };
            };
        };
    };
    "ChangeStatus.change": {
        parameters: {
            query?: {
                /** @description Changes nothing, and answers 200 with a `DryRun` instead: the events that the command would write. */
                dryRun?: components["parameters"]["DryRun"];
            };
            header?: {
                /** @description The same key and body give the first answer again, and change nothing a second time. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /** @description For services: the member for whom they act, whose capabilities then count. */
                "Roster-On-Behalf-Of"?: components["parameters"]["OnBehalfOf"];
                /** @description Why, for the history: percent-encoded UTF-8, at most 500 characters. */
                "Roster-Reason"?: components["parameters"]["RosterReason"];
            };
            path: {
                conversationId: string;
                workspaceId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @enum {string} */
                    status: "active" | "pending" | "closed";
                };
            };
        };
        responses: {
            /** @description Success */
            200: {
                headers: {
                    "Roster-Position": components["headers"]["RosterPosition"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description Whose it is now */
                        assigneeId: string | null;
                        conversationId: string;
                        inboxId: string;
                        /** @description As it was assigned */
                        originalAssigneeId: string | null;
                        /** @enum {string} */
                        status: "active" | "pending" | "closed";
                        subject: string;
                    };
                };
            };
            /** @description `malformed_request`, `malformed_json` */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "malformed_request" | "malformed_json";
                    };
                };
            };
            /** @description `unauthenticated` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "unauthenticated";
                    };
                };
            };
            /** @description `scope_required`, `origin_refused`, `capability_required` */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "scope_required" | "origin_refused" | "capability_required";
                    };
                };
            };
            /** @description `not_found` */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "not_found";
                    };
                };
            };
            /** @description `body_too_large` */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "body_too_large";
                    };
                };
            };
            /** @description `unsupported_media_type` */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "unsupported_media_type";
                    };
                };
            };
            /** @description `invalid_request`, `idempotency_key_reused` */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "invalid_request" | "idempotency_key_reused";
                    };
                };
            };
            /** @description `internal_error` */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "internal_error";
                    };
                };
            };
            /** @description `event_log_unavailable`, `too_contended`, `outcome_unknown` */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "event_log_unavailable" | "too_contended" | "outcome_unknown";
                    };
                };
            };
        };
    };
    "AddTag.add": {
        parameters: {
            query?: {
                /** @description Changes nothing, and answers 200 with a `DryRun` instead: the events that the command would write. */
                dryRun?: components["parameters"]["DryRun"];
            };
            header?: {
                /** @description The same key and body give the first answer again, and change nothing a second time. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /** @description For services: the member for whom they act, whose capabilities then count. */
                "Roster-On-Behalf-Of"?: components["parameters"]["OnBehalfOf"];
                /** @description Why, for the history: percent-encoded UTF-8, at most 500 characters. */
                "Roster-Reason"?: components["parameters"]["RosterReason"];
            };
            path: {
                conversationId: string;
                workspaceId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** Format: uuid */
                    createdBy: string;
                    tag: string;
                };
            };
        };
        responses: {
            /** @description Success */
            200: {
                headers: {
                    "Roster-Position": components["headers"]["RosterPosition"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        conversationId: string;
                        tag: string;
                    };
                };
            };
            /** @description Success */
            201: {
                headers: {
                    "Roster-Position": components["headers"]["RosterPosition"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        conversationId: string;
                        tag: string;
                    };
                };
            };
            /** @description `malformed_request`, `malformed_json` */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "malformed_request" | "malformed_json";
                    };
                };
            };
            /** @description `unauthenticated` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "unauthenticated";
                    };
                };
            };
            /** @description `scope_required`, `origin_refused`, `capability_required` */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "scope_required" | "origin_refused" | "capability_required";
                    };
                };
            };
            /** @description `not_found` */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "not_found";
                    };
                };
            };
            /** @description `member_removed`, `not_joined` */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "member_removed" | "not_joined";
                    };
                };
            };
            /** @description `body_too_large` */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "body_too_large";
                    };
                };
            };
            /** @description `unsupported_media_type` */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "unsupported_media_type";
                    };
                };
            };
            /** @description `invalid_request`, `idempotency_key_reused` */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "invalid_request" | "idempotency_key_reused";
                    };
                };
            };
            /** @description `internal_error` */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "internal_error";
                    };
                };
            };
            /** @description `event_log_unavailable`, `too_contended`, `outcome_unknown` */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "event_log_unavailable" | "too_contended" | "outcome_unknown";
                    };
                };
            };
        };
    };
    "Customers.list": {
        parameters: {
            query?: {
                csmId?: string;
                cursor?: string;
                limit?: number;
            };
            header?: {
                /** @description The `Roster-Position` of a command whose outcome the answer must show. */
                "Roster-Min-Position"?: components["parameters"]["MinPosition"];
                /** @description For services: the member for whom they act, whose capabilities then count. */
                "Roster-On-Behalf-Of"?: components["parameters"]["OnBehalfOf"];
            };
            path: {
                workspaceId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            /** @description Whose it is now */
                            csmId: string;
                            customerId: string;
                            /** @description As it was given */
                            originalCsmId: string;
                        }[];
                        nextCursor: string | null;
                    };
                };
            };
            /** @description `malformed_request` */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "malformed_request";
                    };
                };
            };
            /** @description `unauthenticated` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "unauthenticated";
                    };
                };
            };
            /** @description `scope_required`, `capability_required` */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "scope_required" | "capability_required";
                    };
                };
            };
            /** @description `not_found` */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "not_found";
                    };
                };
            };
            /** @description `invalid_request` */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "invalid_request";
                    };
                };
            };
            /** @description `internal_error` */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "internal_error";
                    };
                };
            };
            /** @description `not_caught_up` */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "not_caught_up";
                    };
                };
            };
        };
    };
    "AssignCustomer.assign": {
        parameters: {
            query?: {
                /** @description Changes nothing, and answers 200 with a `DryRun` instead: the events that the command would write. */
                dryRun?: components["parameters"]["DryRun"];
            };
            header?: {
                /** @description The same key and body give the first answer again, and change nothing a second time. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /** @description For services: the member for whom they act, whose capabilities then count. */
                "Roster-On-Behalf-Of"?: components["parameters"]["OnBehalfOf"];
                /** @description Why, for the history: percent-encoded UTF-8, at most 500 characters. */
                "Roster-Reason"?: components["parameters"]["RosterReason"];
            };
            path: {
                customerId: string;
                workspaceId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** Format: uuid */
                    memberId: string;
                };
            };
        };
        responses: {
            /** @description Success */
            200: {
                headers: {
                    "Roster-Position": components["headers"]["RosterPosition"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description Whose it is now */
                        csmId: string;
                        customerId: string;
                        /** @description As it was given */
                        originalCsmId: string;
                    };
                };
            };
            /** @description `malformed_request`, `malformed_json` */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "malformed_request" | "malformed_json";
                    };
                };
            };
            /** @description `unauthenticated` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "unauthenticated";
                    };
                };
            };
            /** @description `scope_required`, `origin_refused`, `capability_required` */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "scope_required" | "origin_refused" | "capability_required";
                    };
                };
            };
            /** @description `not_found` */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "not_found";
                    };
                };
            };
            /** @description `member_removed`, `not_joined` */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "member_removed" | "not_joined";
                    };
                };
            };
            /** @description `body_too_large` */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "body_too_large";
                    };
                };
            };
            /** @description `unsupported_media_type` */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "unsupported_media_type";
                    };
                };
            };
            /** @description `invalid_request`, `idempotency_key_reused` */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "invalid_request" | "idempotency_key_reused";
                    };
                };
            };
            /** @description `internal_error` */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "internal_error";
                    };
                };
            };
            /** @description `event_log_unavailable`, `too_contended`, `outcome_unknown` */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "event_log_unavailable" | "too_contended" | "outcome_unknown";
                    };
                };
            };
        };
    };
    "Domains.list": {
        parameters: {
            query?: never;
            header?: {
                /** @description The `Roster-Position` of a command whose outcome the answer must show. */
                "Roster-Min-Position"?: components["parameters"]["MinPosition"];
                /** @description For services: the member for whom they act, whose capabilities then count. */
                "Roster-On-Behalf-Of"?: components["parameters"]["OnBehalfOf"];
            };
            path: {
                workspaceId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            autoJoin: boolean;
                            domain: string;
                        }[];
                        nextCursor: string | null;
                    };
                };
            };
            /** @description `malformed_request` */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "malformed_request";
                    };
                };
            };
            /** @description `unauthenticated` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "unauthenticated";
                    };
                };
            };
            /** @description `scope_required` */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "scope_required";
                    };
                };
            };
            /** @description `not_found` */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "not_found";
                    };
                };
            };
            /** @description `invalid_request` */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "invalid_request";
                    };
                };
            };
            /** @description `internal_error` */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "internal_error";
                    };
                };
            };
            /** @description `not_caught_up` */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "not_caught_up";
                    };
                };
            };
        };
    };
    "Domains.add": {
        parameters: {
            query?: {
                /** @description Changes nothing, and answers 200 with a `DryRun` instead: the events that the command would write. */
                dryRun?: components["parameters"]["DryRun"];
            };
            header?: {
                /** @description The same key and body give the first answer again, and change nothing a second time. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /** @description For services: the member for whom they act, whose capabilities then count. */
                "Roster-On-Behalf-Of"?: components["parameters"]["OnBehalfOf"];
                /** @description Why, for the history: percent-encoded UTF-8, at most 500 characters. */
                "Roster-Reason"?: components["parameters"]["RosterReason"];
            };
            path: {
                workspaceId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @default true */
                    autoJoin?: boolean;
                    domain: string;
                };
            };
        };
        responses: {
            /** @description With dryRun=true */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DryRun"];
                };
            };
            /** @description Success */
            201: {
                headers: {
                    "Roster-Position": components["headers"]["RosterPosition"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        autoJoin: boolean;
                        domain: string;
                    };
                };
            };
            /** @description `malformed_request`, `malformed_json` */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "malformed_request" | "malformed_json";
                    };
                };
            };
            /** @description `unauthenticated` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "unauthenticated";
                    };
                };
            };
            /** @description `scope_required`, `origin_refused`, `capability_required`, `domain_not_yours` */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "scope_required" | "origin_refused" | "capability_required" | "domain_not_yours";
                    };
                };
            };
            /** @description `not_found` */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "not_found";
                    };
                };
            };
            /** @description `domain_taken` */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "domain_taken";
                    };
                };
            };
            /** @description `body_too_large` */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "body_too_large";
                    };
                };
            };
            /** @description `unsupported_media_type` */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "unsupported_media_type";
                    };
                };
            };
            /** @description `invalid_request`, `idempotency_key_reused`, `public_domain` */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "invalid_request" | "idempotency_key_reused" | "public_domain";
                    };
                };
            };
            /** @description `internal_error` */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "internal_error";
                    };
                };
            };
            /** @description `event_log_unavailable`, `too_contended`, `outcome_unknown` */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "event_log_unavailable" | "too_contended" | "outcome_unknown";
                    };
                };
            };
        };
    };
    "Domains.release": {
        parameters: {
            query?: {
                /** @description Changes nothing, and answers 200 with a `DryRun` instead: the events that the command would write. */
                dryRun?: components["parameters"]["DryRun"];
            };
            header?: {
                /** @description The same key and body give the first answer again, and change nothing a second time. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /** @description For services: the member for whom they act, whose capabilities then count. */
                "Roster-On-Behalf-Of"?: components["parameters"]["OnBehalfOf"];
                /** @description Why, for the history: percent-encoded UTF-8, at most 500 characters. */
                "Roster-Reason"?: components["parameters"]["RosterReason"];
            };
            path: {
                domain: string;
                workspaceId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description With dryRun=true */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DryRun"];
                };
            };
            /** @description Success */
            204: {
                headers: {
                    "Roster-Position": components["headers"]["RosterPosition"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `malformed_request` */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "malformed_request";
                    };
                };
            };
            /** @description `unauthenticated` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "unauthenticated";
                    };
                };
            };
            /** @description `scope_required`, `origin_refused`, `capability_required` */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "scope_required" | "origin_refused" | "capability_required";
                    };
                };
            };
            /** @description `not_found` */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "not_found";
                    };
                };
            };
            /** @description `invalid_request`, `idempotency_key_reused` */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "invalid_request" | "idempotency_key_reused";
                    };
                };
            };
            /** @description `internal_error` */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "internal_error";
                    };
                };
            };
            /** @description `event_log_unavailable`, `too_contended`, `outcome_unknown` */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "event_log_unavailable" | "too_contended" | "outcome_unknown";
                    };
                };
            };
        };
    };
    "Domains.change": {
        parameters: {
            query?: {
                /** @description Changes nothing, and answers 200 with a `DryRun` instead: the events that the command would write. */
                dryRun?: components["parameters"]["DryRun"];
            };
            header?: {
                /** @description The same key and body give the first answer again, and change nothing a second time. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /** @description For services: the member for whom they act, whose capabilities then count. */
                "Roster-On-Behalf-Of"?: components["parameters"]["OnBehalfOf"];
                /** @description Why, for the history: percent-encoded UTF-8, at most 500 characters. */
                "Roster-Reason"?: components["parameters"]["RosterReason"];
            };
            path: {
                domain: string;
                workspaceId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    autoJoin: boolean;
                };
            };
        };
        responses: {
            /** @description Success */
            200: {
                headers: {
                    "Roster-Position": components["headers"]["RosterPosition"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        autoJoin: boolean;
                        domain: string;
                    };
                };
            };
            /** @description `malformed_request`, `malformed_json` */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "malformed_request" | "malformed_json";
                    };
                };
            };
            /** @description `unauthenticated` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "unauthenticated";
                    };
                };
            };
            /** @description `scope_required`, `origin_refused`, `capability_required` */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "scope_required" | "origin_refused" | "capability_required";
                    };
                };
            };
            /** @description `not_found` */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "not_found";
                    };
                };
            };
            /** @description `body_too_large` */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "body_too_large";
                    };
                };
            };
            /** @description `unsupported_media_type` */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "unsupported_media_type";
                    };
                };
            };
            /** @description `invalid_request`, `idempotency_key_reused` */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "invalid_request" | "idempotency_key_reused";
                    };
                };
            };
            /** @description `internal_error` */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "internal_error";
                    };
                };
            };
            /** @description `event_log_unavailable`, `too_contended`, `outcome_unknown` */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "event_log_unavailable" | "too_contended" | "outcome_unknown";
                    };
                };
            };
        };
    };
    "History.list": {
        parameters: {
            query?: {
                actor?: string;
                cursor?: string;
                format?: "json" | "csv" | "jsonl";
                from?: string;
                limit?: number;
                order?: "desc" | "asc";
                subject?: string;
                to?: string;
                type?: "WorkspaceFounded" | "WorkspaceRenamed" | "DomainClaimed" | "DomainJoiningChanged" | "DomainReleased" | "InboxAdded" | "InboxRenamed" | "InboxRemoved" | "UserInvited" | "InvitationResent" | "InvitationRevoked" | "UserJoined" | "RoleChanged" | "OwnershipTransferred" | "InboxAccessChanged" | "MemberAddressChanged" | "ConversationsTransferred" | "UserRemoved" | "WorkspaceRemoved";
            };
            header?: {
                /** @description The `Roster-Position` of a command whose outcome the answer must show. */
                "Roster-Min-Position"?: components["parameters"]["MinPosition"];
                /** @description For services: the member for whom they act, whose capabilities then count. */
                "Roster-On-Behalf-Of"?: components["parameters"]["OnBehalfOf"];
            };
            path: {
                workspaceId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            actor: {
                                id: string;
                                /** @enum {string} */
                                kind: "member" | "service" | "system";
                                name: string | null;
                                onBehalfOf?: string;
                            };
                            /** Format: date-time */
                            at: string;
                            causationId: string;
                            change: {
                                after: {
                                    [key: string]: unknown;
                                } | null;
                                before: {
                                    [key: string]: unknown;
                                } | null;
                            };
                            correlationId: string;
                            eventId: string;
                            hash: string | null;
                            position: string;
                            reason: string | null;
                            revision: number;
                            subject: {
                                memberId: string;
                                name: string | null;
                            } | null;
                            summary: string;
                            type: string;
                        }[];
                        nextCursor: string | null;
                    };
                    "application/jsonl": string;
                    "text/csv": string;
                };
            };
            /** @description `malformed_request` */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "malformed_request";
                    };
                };
            };
            /** @description `unauthenticated` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "unauthenticated";
                    };
                };
            };
            /** @description `scope_required`, `capability_required` */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "scope_required" | "capability_required";
                    };
                };
            };
            /** @description `not_found` */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "not_found";
                    };
                };
            };
            /** @description `invalid_request` */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "invalid_request";
                    };
                };
            };
            /** @description `internal_error` */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "internal_error";
                    };
                };
            };
            /** @description `not_caught_up` */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "not_caught_up";
                    };
                };
            };
        };
    };
    "Proof.bundle": {
        parameters: {
            query?: never;
            header?: {
                /** @description The `Roster-Position` of a command whose outcome the answer must show. */
                "Roster-Min-Position"?: components["parameters"]["MinPosition"];
                /** @description For services: the member for whom they act, whose capabilities then count. */
                "Roster-On-Behalf-Of"?: components["parameters"]["OnBehalfOf"];
            };
            path: {
                workspaceId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/jsonl": string;
                };
            };
            /** @description `malformed_request` */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "malformed_request";
                    };
                };
            };
            /** @description `unauthenticated` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "unauthenticated";
                    };
                };
            };
            /** @description `scope_required`, `capability_required` */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "scope_required" | "capability_required";
                    };
                };
            };
            /** @description `not_found` */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "not_found";
                    };
                };
            };
            /** @description `invalid_request` */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "invalid_request";
                    };
                };
            };
            /** @description `internal_error` */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "internal_error";
                    };
                };
            };
            /** @description `not_caught_up` */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "not_caught_up";
                    };
                };
            };
        };
    };
    "Difference.between": {
        parameters: {
            query: {
                from: string;
                to: string;
            };
            header?: {
                /** @description The `Roster-Position` of a command whose outcome the answer must show. */
                "Roster-Min-Position"?: components["parameters"]["MinPosition"];
                /** @description For services: the member for whom they act, whose capabilities then count. */
                "Roster-On-Behalf-Of"?: components["parameters"]["OnBehalfOf"];
            };
            path: {
                workspaceId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** Format: date-time */
                        from: string;
                        invited: {
                            /** Format: date-time */
                            at: string;
                            memberId: string;
                            name: string | null;
                            /** @enum {string} */
                            role: "admin" | "user";
                        }[];
                        joined: {
                            /** Format: date-time */
                            at: string;
                            memberId: string;
                            name: string | null;
                            /** @enum {string} */
                            role: "admin" | "user";
                            wasInvited: boolean;
                        }[];
                        removed: {
                            /** Format: date-time */
                            at: string;
                            memberId: string;
                            name: string | null;
                            /** @enum {string} */
                            role: "admin" | "user";
                            /** @enum {string} */
                            state: "invited" | "joined";
                        }[];
                        roleChanges: {
                            /** Format: date-time */
                            at: string;
                            /** @enum {string} */
                            formerRole: "admin" | "user";
                            memberId: string;
                            name: string | null;
                            /** @enum {string} */
                            role: "admin" | "user";
                        }[];
                        seatDelta: number;
                        /** Format: date-time */
                        to: string;
                    };
                };
            };
            /** @description `malformed_request` */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "malformed_request";
                    };
                };
            };
            /** @description `unauthenticated` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "unauthenticated";
                    };
                };
            };
            /** @description `scope_required`, `capability_required` */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "scope_required" | "capability_required";
                    };
                };
            };
            /** @description `not_found` */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "not_found";
                    };
                };
            };
            /** @description `invalid_request` */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "invalid_request";
                    };
                };
            };
            /** @description `internal_error` */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "internal_error";
                    };
                };
            };
            /** @description `not_caught_up` */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "not_caught_up";
                    };
                };
            };
        };
    };
    "Proof.verify": {
        parameters: {
            query?: never;
            header?: {
                /** @description The `Roster-Position` of a command whose outcome the answer must show. */
                "Roster-Min-Position"?: components["parameters"]["MinPosition"];
                /** @description For services: the member for whom they act, whose capabilities then count. */
                "Roster-On-Behalf-Of"?: components["parameters"]["OnBehalfOf"];
            };
            path: {
                workspaceId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        events: number;
                        firstBroken?: {
                            eventId: string | null;
                            revision: number;
                            /** @enum {string} */
                            why: "changed" | "missing" | "added" | "out_of_order" | "of_another_stream" | "not_kept" | "head" | "signature" | "unknown_key" | "unreadable" | "unfinished";
                        };
                        head: {
                            /** Format: date-time */
                            at: string;
                            hash: string;
                            keyId: string;
                            revision: number;
                            signature: string;
                            stream: string;
                        } | null;
                        ok: boolean;
                    };
                };
            };
            /** @description `malformed_request` */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "malformed_request";
                    };
                };
            };
            /** @description `unauthenticated` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "unauthenticated";
                    };
                };
            };
            /** @description `scope_required`, `capability_required` */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "scope_required" | "capability_required";
                    };
                };
            };
            /** @description `not_found` */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "not_found";
                    };
                };
            };
            /** @description `invalid_request` */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "invalid_request";
                    };
                };
            };
            /** @description `internal_error` */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "internal_error";
                    };
                };
            };
            /** @description `not_caught_up` */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "not_caught_up";
                    };
                };
            };
        };
    };
    "Inboxes.list": {
        parameters: {
            query?: never;
            header?: {
                /** @description The `Roster-Position` of a command whose outcome the answer must show. */
                "Roster-Min-Position"?: components["parameters"]["MinPosition"];
                /** @description For services: the member for whom they act, whose capabilities then count. */
                "Roster-On-Behalf-Of"?: components["parameters"]["OnBehalfOf"];
            };
            path: {
                workspaceId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            inboxId: string;
                            name: string;
                        }[];
                        nextCursor: string | null;
                    };
                };
            };
            /** @description `malformed_request` */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "malformed_request";
                    };
                };
            };
            /** @description `unauthenticated` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "unauthenticated";
                    };
                };
            };
            /** @description `scope_required` */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "scope_required";
                    };
                };
            };
            /** @description `not_found` */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "not_found";
                    };
                };
            };
            /** @description `invalid_request` */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "invalid_request";
                    };
                };
            };
            /** @description `internal_error` */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "internal_error";
                    };
                };
            };
            /** @description `not_caught_up` */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "not_caught_up";
                    };
                };
            };
        };
    };
    "Inboxes.add": {
        parameters: {
            query?: {
                /** @description Changes nothing, and answers 200 with a `DryRun` instead: the events that the command would write. */
                dryRun?: components["parameters"]["DryRun"];
            };
            header?: {
                /** @description The same key and body give the first answer again, and change nothing a second time. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /** @description For services: the member for whom they act, whose capabilities then count. */
                "Roster-On-Behalf-Of"?: components["parameters"]["OnBehalfOf"];
                /** @description Why, for the history: percent-encoded UTF-8, at most 500 characters. */
                "Roster-Reason"?: components["parameters"]["RosterReason"];
            };
            path: {
                workspaceId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    name: string;
                };
            };
        };
        responses: {
            /** @description With dryRun=true */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DryRun"];
                };
            };
            /** @description Success */
            201: {
                headers: {
                    "Roster-Position": components["headers"]["RosterPosition"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        inboxId: string;
                        name: string;
                    };
                };
            };
            /** @description `malformed_request`, `malformed_json` */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "malformed_request" | "malformed_json";
                    };
                };
            };
            /** @description `unauthenticated` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "unauthenticated";
                    };
                };
            };
            /** @description `scope_required`, `origin_refused`, `capability_required` */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "scope_required" | "origin_refused" | "capability_required";
                    };
                };
            };
            /** @description `not_found` */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "not_found";
                    };
                };
            };
            /** @description `inbox_name_taken`, `too_many_inboxes` */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "inbox_name_taken" | "too_many_inboxes";
                    };
                };
            };
            /** @description `body_too_large` */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "body_too_large";
                    };
                };
            };
            /** @description `unsupported_media_type` */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "unsupported_media_type";
                    };
                };
            };
            /** @description `invalid_request`, `idempotency_key_reused` */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "invalid_request" | "idempotency_key_reused";
                    };
                };
            };
            /** @description `internal_error` */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "internal_error";
                    };
                };
            };
            /** @description `event_log_unavailable`, `too_contended`, `outcome_unknown` */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "event_log_unavailable" | "too_contended" | "outcome_unknown";
                    };
                };
            };
        };
    };
    "Inboxes.remove": {
        parameters: {
            query?: {
                /** @description Changes nothing, and answers 200 with a `DryRun` instead: the events that the command would write. */
                dryRun?: components["parameters"]["DryRun"];
            };
            header?: {
                /** @description The same key and body give the first answer again, and change nothing a second time. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /** @description For services: the member for whom they act, whose capabilities then count. */
                "Roster-On-Behalf-Of"?: components["parameters"]["OnBehalfOf"];
                /** @description Why, for the history: percent-encoded UTF-8, at most 500 characters. */
                "Roster-Reason"?: components["parameters"]["RosterReason"];
            };
            path: {
                inboxId: string;
                workspaceId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description With dryRun=true */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DryRun"];
                };
            };
            /** @description Success */
            204: {
                headers: {
                    "Roster-Position": components["headers"]["RosterPosition"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `malformed_request` */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "malformed_request";
                    };
                };
            };
            /** @description `unauthenticated` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "unauthenticated";
                    };
                };
            };
            /** @description `scope_required`, `origin_refused`, `capability_required` */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "scope_required" | "origin_refused" | "capability_required";
                    };
                };
            };
            /** @description `not_found` */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "not_found";
                    };
                };
            };
            /** @description `invalid_request`, `idempotency_key_reused` */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "invalid_request" | "idempotency_key_reused";
                    };
                };
            };
            /** @description `internal_error` */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "internal_error";
                    };
                };
            };
            /** @description `event_log_unavailable`, `too_contended`, `outcome_unknown` */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "event_log_unavailable" | "too_contended" | "outcome_unknown";
                    };
                };
            };
        };
    };
    "Inboxes.rename": {
        parameters: {
            query?: {
                /** @description Changes nothing, and answers 200 with a `DryRun` instead: the events that the command would write. */
                dryRun?: components["parameters"]["DryRun"];
            };
            header?: {
                /** @description The same key and body give the first answer again, and change nothing a second time. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /** @description For services: the member for whom they act, whose capabilities then count. */
                "Roster-On-Behalf-Of"?: components["parameters"]["OnBehalfOf"];
                /** @description Why, for the history: percent-encoded UTF-8, at most 500 characters. */
                "Roster-Reason"?: components["parameters"]["RosterReason"];
            };
            path: {
                inboxId: string;
                workspaceId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    name: string;
                };
            };
        };
        responses: {
            /** @description Success */
            200: {
                headers: {
                    "Roster-Position": components["headers"]["RosterPosition"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        inboxId: string;
                        name: string;
                    };
                };
            };
            /** @description `malformed_request`, `malformed_json` */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "malformed_request" | "malformed_json";
                    };
                };
            };
            /** @description `unauthenticated` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "unauthenticated";
                    };
                };
            };
            /** @description `scope_required`, `origin_refused`, `capability_required` */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "scope_required" | "origin_refused" | "capability_required";
                    };
                };
            };
            /** @description `not_found` */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "not_found";
                    };
                };
            };
            /** @description `inbox_name_taken` */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "inbox_name_taken";
                    };
                };
            };
            /** @description `body_too_large` */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "body_too_large";
                    };
                };
            };
            /** @description `unsupported_media_type` */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "unsupported_media_type";
                    };
                };
            };
            /** @description `invalid_request`, `idempotency_key_reused` */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "invalid_request" | "idempotency_key_reused";
                    };
                };
            };
            /** @description `internal_error` */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "internal_error";
                    };
                };
            };
            /** @description `event_log_unavailable`, `too_contended`, `outcome_unknown` */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "event_log_unavailable" | "too_contended" | "outcome_unknown";
                    };
                };
            };
        };
    };
    "InviteUser.invite": {
        parameters: {
            query?: {
                /** @description Changes nothing, and answers 200 with a `DryRun` instead: the events that the command would write. */
                dryRun?: components["parameters"]["DryRun"];
            };
            header?: {
                /** @description The same key and body give the first answer again, and change nothing a second time. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /** @description For services: the member for whom they act, whose capabilities then count. */
                "Roster-On-Behalf-Of"?: components["parameters"]["OnBehalfOf"];
                /** @description Why, for the history: percent-encoded UTF-8, at most 500 characters. */
                "Roster-Reason"?: components["parameters"]["RosterReason"];
            };
            path: {
                workspaceId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    email: string;
                    /** @default [] */
                    inboxIds?: string[];
                    /**
                     * @default user
                     * @enum {string}
                     */
                    role?: "admin" | "user";
                };
            };
        };
        responses: {
            /** @description With dryRun=true */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DryRun"];
                };
            };
            /** @description Success */
            201: {
                headers: {
                    "Roster-Position": components["headers"]["RosterPosition"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        invitation: {
                            /** Format: date-time */
                            expiresAt: string;
                        };
                        memberId: string;
                        /** @constant */
                        state: "invited";
                    };
                };
            };
            /** @description `malformed_request`, `malformed_json` */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "malformed_request" | "malformed_json";
                    };
                };
            };
            /** @description `unauthenticated` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "unauthenticated";
                    };
                };
            };
            /** @description `scope_required`, `origin_refused`, `capability_required` */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "scope_required" | "origin_refused" | "capability_required";
                    };
                };
            };
            /** @description `not_found` */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "not_found";
                    };
                };
            };
            /** @description `already_member`, `already_invited` */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "already_member" | "already_invited";
                    };
                };
            };
            /** @description `body_too_large` */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "body_too_large";
                    };
                };
            };
            /** @description `unsupported_media_type` */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "unsupported_media_type";
                    };
                };
            };
            /** @description `invalid_request`, `idempotency_key_reused`, `unknown_inboxes` */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "invalid_request" | "idempotency_key_reused" | "unknown_inboxes";
                    };
                };
            };
            /** @description `internal_error` */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "internal_error";
                    };
                };
            };
            /** @description `event_log_unavailable`, `too_contended`, `outcome_unknown` */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "event_log_unavailable" | "too_contended" | "outcome_unknown";
                    };
                };
            };
        };
    };
    "InviteUser.inviteMany": {
        parameters: {
            query?: {
                /** @description Changes nothing, and answers 200 with a `DryRun` instead: the events that the command would write. */
                dryRun?: components["parameters"]["DryRun"];
            };
            header?: {
                /** @description The same key and body give the first answer again, and change nothing a second time. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /** @description For services: the member for whom they act, whose capabilities then count. */
                "Roster-On-Behalf-Of"?: components["parameters"]["OnBehalfOf"];
                /** @description Why, for the history: percent-encoded UTF-8, at most 500 characters. */
                "Roster-Reason"?: components["parameters"]["RosterReason"];
            };
            path: {
                workspaceId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    invitations: unknown[];
                };
            };
        };
        responses: {
            /** @description Success */
            200: {
                headers: {
                    "Roster-Position": components["headers"]["RosterPosition"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        results: {
                            code?: string;
                            detail?: string;
                            index: number;
                            memberId?: string;
                            status: number;
                        }[];
                    };
                };
            };
            /** @description `malformed_request`, `malformed_json` */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "malformed_request" | "malformed_json";
                    };
                };
            };
            /** @description `unauthenticated` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "unauthenticated";
                    };
                };
            };
            /** @description `scope_required`, `origin_refused`, `capability_required` */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "scope_required" | "origin_refused" | "capability_required";
                    };
                };
            };
            /** @description `not_found` */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "not_found";
                    };
                };
            };
            /** @description `body_too_large` */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "body_too_large";
                    };
                };
            };
            /** @description `unsupported_media_type` */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "unsupported_media_type";
                    };
                };
            };
            /** @description `invalid_request`, `idempotency_key_reused` */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "invalid_request" | "idempotency_key_reused";
                    };
                };
            };
            /** @description `internal_error` */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "internal_error";
                    };
                };
            };
            /** @description `event_log_unavailable`, `too_contended`, `outcome_unknown` */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "event_log_unavailable" | "too_contended" | "outcome_unknown";
                    };
                };
            };
        };
    };
    "Members.list": {
        parameters: {
            query?: {
                activity?: "active" | "inactive" | "never";
                asOf?: string;
                cursor?: string;
                format?: "json" | "csv" | "jsonl";
                inboxId?: string;
                limit?: number;
                role?: "admin" | "user";
                search?: string;
                sort?: "name" | "-name" | "email" | "-email" | "role" | "-role" | "joinedAt" | "-joinedAt" | "lastActiveAt" | "-lastActiveAt";
                state?: "invited" | "joined";
            };
            header?: {
                /** @description The `Roster-Position` of a command whose outcome the answer must show. */
                "Roster-Min-Position"?: components["parameters"]["MinPosition"];
                /** @description For services: the member for whom they act, whose capabilities then count. */
                "Roster-On-Behalf-Of"?: components["parameters"]["OnBehalfOf"];
            };
            path: {
                workspaceId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        counts: {
                            admins: number;
                            byActivity: {
                                active: number;
                                inactive: number;
                                never: number;
                            };
                            byInbox: {
                                [key: string]: number;
                            };
                            byRole: {
                                admin: number;
                                user: number;
                            };
                            byState: {
                                invited: number;
                                joined: number;
                            };
                            invited: number;
                            joined: number;
                            members: number;
                        };
                        items: {
                            accountId: string | null;
                            /** @enum {string} */
                            activity: "active" | "inactive" | "never";
                            avatarUrl: string;
                            email: string | null;
                            inboxIds: string[];
                            invitation?: {
                                expired: boolean;
                                /** Format: date-time */
                                expiresAt: string;
                            };
                            invitedAt: string | null;
                            joinedAt: string | null;
                            lastActiveAt: string | null;
                            memberId: string;
                            name: string | null;
                            owner: boolean;
                            profileComplete: boolean;
                            revision: string;
                            /** @enum {string} */
                            role: "admin" | "user";
                            /** @enum {string} */
                            state: "invited" | "joined";
                        }[];
                        nextCursor: string | null;
                    };
                    "application/jsonl": string;
                    "text/csv": string;
                };
            };
            /** @description `malformed_request` */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "malformed_request";
                    };
                };
            };
            /** @description `unauthenticated` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "unauthenticated";
                    };
                };
            };
            /** @description `scope_required`, `capability_required` */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "scope_required" | "capability_required";
                    };
                };
            };
            /** @description `not_found` */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "not_found";
                    };
                };
            };
            /** @description `invalid_request` */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "invalid_request";
                    };
                };
            };
            /** @description `internal_error` */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "internal_error";
                    };
                };
            };
            /** @description `not_caught_up` */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "not_caught_up";
                    };
                };
            };
        };
    };
    "Members.one": {
        parameters: {
            query?: never;
            header?: {
                /** @description The `Roster-Position` of a command whose outcome the answer must show. */
                "Roster-Min-Position"?: components["parameters"]["MinPosition"];
                /** @description For services: the member for whom they act, whose capabilities then count. */
                "Roster-On-Behalf-Of"?: components["parameters"]["OnBehalfOf"];
            };
            path: {
                memberId: string;
                workspaceId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        accountId: string | null;
                        /** @enum {string} */
                        activity: "active" | "inactive" | "never";
                        avatarUrl: string;
                        email: string | null;
                        inboxIds: string[];
                        invitation?: {
                            expired: boolean;
                            /** Format: date-time */
                            expiresAt: string;
                        };
                        invitedAt: string | null;
                        jobTitle: string | null;
                        joinedAt: string | null;
                        lastActiveAt: string | null;
                        memberId: string;
                        name: string | null;
                        owner: boolean;
                        phone: string | null;
                        profileComplete: boolean;
                        /** Format: date-time */
                        removedAt?: string;
                        revision: string;
                        /** @enum {string} */
                        role: "admin" | "user";
                        /** @enum {string} */
                        state: "invited" | "joined" | "removed";
                        successorId?: string;
                    };
                };
            };
            /** @description `malformed_request` */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "malformed_request";
                    };
                };
            };
            /** @description `unauthenticated` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "unauthenticated";
                    };
                };
            };
            /** @description `scope_required`, `capability_required` */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "scope_required" | "capability_required";
                    };
                };
            };
            /** @description `not_found` */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "not_found";
                    };
                };
            };
            /** @description `invalid_request` */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "invalid_request";
                    };
                };
            };
            /** @description `internal_error` */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "internal_error";
                    };
                };
            };
            /** @description `not_caught_up` */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "not_caught_up";
                    };
                };
            };
        };
    };
    "Members.avatar": {
        parameters: {
            query?: never;
            header?: {
                /** @description The `Roster-Position` of a command whose outcome the answer must show. */
                "Roster-Min-Position"?: components["parameters"]["MinPosition"];
                /** @description For services: the member for whom they act, whose capabilities then count. */
                "Roster-On-Behalf-Of"?: components["parameters"]["OnBehalfOf"];
            };
            path: {
                memberId: string;
                workspaceId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "image/svg+xml": string;
                };
            };
            /** @description `malformed_request` */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "malformed_request";
                    };
                };
            };
            /** @description `unauthenticated` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "unauthenticated";
                    };
                };
            };
            /** @description `scope_required` */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "scope_required";
                    };
                };
            };
            /** @description `not_found` */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "not_found";
                    };
                };
            };
            /** @description `invalid_request` */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "invalid_request";
                    };
                };
            };
            /** @description `internal_error` */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "internal_error";
                    };
                };
            };
            /** @description `not_caught_up` */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "not_caught_up";
                    };
                };
            };
        };
    };
    "AdministerAccount.changeEmail": {
        parameters: {
            query?: {
                /** @description Changes nothing, and answers 200 with a `DryRun` instead: the events that the command would write. */
                dryRun?: components["parameters"]["DryRun"];
            };
            header?: {
                /** @description The same key and body give the first answer again, and change nothing a second time. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /** @description For services: the member for whom they act, whose capabilities then count. */
                "Roster-On-Behalf-Of"?: components["parameters"]["OnBehalfOf"];
                /** @description Why, for the history: percent-encoded UTF-8, at most 500 characters. */
                "Roster-Reason"?: components["parameters"]["RosterReason"];
            };
            path: {
                memberId: string;
                workspaceId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    email: string;
                };
            };
        };
        responses: {
            /** @description With dryRun=true */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DryRun"];
                };
            };
            /** @description Success */
            202: {
                headers: {
                    "Roster-Position": components["headers"]["RosterPosition"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `malformed_request`, `malformed_json` */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "malformed_request" | "malformed_json";
                    };
                };
            };
            /** @description `unauthenticated` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "unauthenticated";
                    };
                };
            };
            /** @description `scope_required`, `origin_refused`, `capability_required` */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "scope_required" | "origin_refused" | "capability_required";
                    };
                };
            };
            /** @description `not_found` */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "not_found";
                    };
                };
            };
            /** @description `not_joined` */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "not_joined";
                    };
                };
            };
            /** @description `body_too_large` */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "body_too_large";
                    };
                };
            };
            /** @description `unsupported_media_type` */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "unsupported_media_type";
                    };
                };
            };
            /** @description `invalid_request`, `idempotency_key_reused` */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "invalid_request" | "idempotency_key_reused";
                    };
                };
            };
            /** @description `internal_error` */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "internal_error";
                    };
                };
            };
            /** @description `event_log_unavailable`, `too_contended`, `outcome_unknown` */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "event_log_unavailable" | "too_contended" | "outcome_unknown";
                    };
                };
            };
        };
    };
    "ChangeInboxAccess.change": {
        parameters: {
            query?: {
                /** @description Changes nothing, and answers 200 with a `DryRun` instead: the events that the command would write. */
                dryRun?: components["parameters"]["DryRun"];
            };
            header?: {
                /** @description The same key and body give the first answer again, and change nothing a second time. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /** @description The `ETag` that the change is based on. */
                "If-Match"?: components["parameters"]["IfMatch"];
                /** @description For services: the member for whom they act, whose capabilities then count. */
                "Roster-On-Behalf-Of"?: components["parameters"]["OnBehalfOf"];
                /** @description Why, for the history: percent-encoded UTF-8, at most 500 characters. */
                "Roster-Reason"?: components["parameters"]["RosterReason"];
            };
            path: {
                memberId: string;
                workspaceId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    inboxIds: string[];
                };
            };
        };
        responses: {
            /** @description Success */
            200: {
                headers: {
                    "Roster-Position": components["headers"]["RosterPosition"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        accountId: string | null;
                        /** @enum {string} */
                        activity: "active" | "inactive" | "never";
                        avatarUrl: string;
                        email: string | null;
                        inboxIds: string[];
                        invitation?: {
                            expired: boolean;
                            /** Format: date-time */
                            expiresAt: string;
                        };
                        invitedAt: string | null;
                        jobTitle: string | null;
                        joinedAt: string | null;
                        lastActiveAt: string | null;
                        memberId: string;
                        name: string | null;
                        owner: boolean;
                        phone: string | null;
                        profileComplete: boolean;
                        /** Format: date-time */
                        removedAt?: string;
                        revision: string;
                        /** @enum {string} */
                        role: "admin" | "user";
                        /** @enum {string} */
                        state: "invited" | "joined" | "removed";
                        successorId?: string;
                    };
                };
            };
            /** @description `malformed_request`, `malformed_json` */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "malformed_request" | "malformed_json";
                    };
                };
            };
            /** @description `unauthenticated` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "unauthenticated";
                    };
                };
            };
            /** @description `scope_required`, `origin_refused`, `capability_required` */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "scope_required" | "origin_refused" | "capability_required";
                    };
                };
            };
            /** @description `not_found` */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "not_found";
                    };
                };
            };
            /** @description `precondition_failed` */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "precondition_failed";
                    };
                };
            };
            /** @description `body_too_large` */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "body_too_large";
                    };
                };
            };
            /** @description `unsupported_media_type` */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "unsupported_media_type";
                    };
                };
            };
            /** @description `invalid_request`, `idempotency_key_reused`, `unknown_inboxes` */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "invalid_request" | "idempotency_key_reused" | "unknown_inboxes";
                    };
                };
            };
            /** @description `internal_error` */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "internal_error";
                    };
                };
            };
            /** @description `event_log_unavailable`, `too_contended`, `outcome_unknown` */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "event_log_unavailable" | "too_contended" | "outcome_unknown";
                    };
                };
            };
        };
    };
    "RevokeInvitation.revoke": {
        parameters: {
            query?: {
                /** @description Changes nothing, and answers 200 with a `DryRun` instead: the events that the command would write. */
                dryRun?: components["parameters"]["DryRun"];
            };
            header?: {
                /** @description The same key and body give the first answer again, and change nothing a second time. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /** @description For services: the member for whom they act, whose capabilities then count. */
                "Roster-On-Behalf-Of"?: components["parameters"]["OnBehalfOf"];
                /** @description Why, for the history: percent-encoded UTF-8, at most 500 characters. */
                "Roster-Reason"?: components["parameters"]["RosterReason"];
            };
            path: {
                memberId: string;
                workspaceId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description With dryRun=true */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DryRun"];
                };
            };
            /** @description Success */
            204: {
                headers: {
                    "Roster-Position": components["headers"]["RosterPosition"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `malformed_request` */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "malformed_request";
                    };
                };
            };
            /** @description `unauthenticated` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "unauthenticated";
                    };
                };
            };
            /** @description `scope_required`, `origin_refused`, `capability_required` */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "scope_required" | "origin_refused" | "capability_required";
                    };
                };
            };
            /** @description `not_found` */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "not_found";
                    };
                };
            };
            /** @description `already_joined` */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "already_joined";
                    };
                };
            };
            /** @description `invalid_request`, `idempotency_key_reused` */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "invalid_request" | "idempotency_key_reused";
                    };
                };
            };
            /** @description `internal_error` */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "internal_error";
                    };
                };
            };
            /** @description `event_log_unavailable`, `too_contended`, `outcome_unknown` */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "event_log_unavailable" | "too_contended" | "outcome_unknown";
                    };
                };
            };
        };
    };
    "ResendInvitation.resend": {
        parameters: {
            query?: {
                /** @description Changes nothing, and answers 200 with a `DryRun` instead: the events that the command would write. */
                dryRun?: components["parameters"]["DryRun"];
            };
            header?: {
                /** @description The same key and body give the first answer again, and change nothing a second time. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /** @description For services: the member for whom they act, whose capabilities then count. */
                "Roster-On-Behalf-Of"?: components["parameters"]["OnBehalfOf"];
                /** @description Why, for the history: percent-encoded UTF-8, at most 500 characters. */
                "Roster-Reason"?: components["parameters"]["RosterReason"];
            };
            path: {
                memberId: string;
                workspaceId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description With dryRun=true */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DryRun"];
                };
            };
            /** @description Success */
            202: {
                headers: {
                    "Roster-Position": components["headers"]["RosterPosition"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** Format: date-time */
                        expiresAt: string;
                    };
                };
            };
            /** @description `malformed_request` */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "malformed_request";
                    };
                };
            };
            /** @description `unauthenticated` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "unauthenticated";
                    };
                };
            };
            /** @description `scope_required`, `origin_refused`, `capability_required` */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "scope_required" | "origin_refused" | "capability_required";
                    };
                };
            };
            /** @description `not_found` */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "not_found";
                    };
                };
            };
            /** @description `already_joined` */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "already_joined";
                    };
                };
            };
            /** @description `invalid_request`, `idempotency_key_reused` */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "invalid_request" | "idempotency_key_reused";
                    };
                };
            };
            /** @description `too_many_requests` */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "too_many_requests";
                    };
                };
            };
            /** @description `internal_error` */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "internal_error";
                    };
                };
            };
            /** @description `event_log_unavailable`, `too_contended`, `outcome_unknown` */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "event_log_unavailable" | "too_contended" | "outcome_unknown";
                    };
                };
            };
        };
    };
    "AdministerAccount.sendReset": {
        parameters: {
            query?: {
                /** @description Changes nothing, and answers 200 with a `DryRun` instead: the events that the command would write. */
                dryRun?: components["parameters"]["DryRun"];
            };
            header?: {
                /** @description The same key and body give the first answer again, and change nothing a second time. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /** @description For services: the member for whom they act, whose capabilities then count. */
                "Roster-On-Behalf-Of"?: components["parameters"]["OnBehalfOf"];
                /** @description Why, for the history: percent-encoded UTF-8, at most 500 characters. */
                "Roster-Reason"?: components["parameters"]["RosterReason"];
            };
            path: {
                memberId: string;
                workspaceId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description With dryRun=true */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DryRun"];
                };
            };
            /** @description Success */
            202: {
                headers: {
                    "Roster-Position": components["headers"]["RosterPosition"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `malformed_request` */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "malformed_request";
                    };
                };
            };
            /** @description `unauthenticated` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "unauthenticated";
                    };
                };
            };
            /** @description `scope_required`, `origin_refused`, `capability_required` */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "scope_required" | "origin_refused" | "capability_required";
                    };
                };
            };
            /** @description `not_found` */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "not_found";
                    };
                };
            };
            /** @description `not_joined` */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "not_joined";
                    };
                };
            };
            /** @description `invalid_request`, `idempotency_key_reused` */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "invalid_request" | "idempotency_key_reused";
                    };
                };
            };
            /** @description `internal_error` */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "internal_error";
                    };
                };
            };
            /** @description `event_log_unavailable`, `too_contended`, `outcome_unknown` */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "event_log_unavailable" | "too_contended" | "outcome_unknown";
                    };
                };
            };
        };
    };
    "AdministerAccount.editProfile": {
        parameters: {
            query?: {
                /** @description Changes nothing, and answers 200 with a `DryRun` instead: the events that the command would write. */
                dryRun?: components["parameters"]["DryRun"];
            };
            header?: {
                /** @description The same key and body give the first answer again, and change nothing a second time. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /** @description The `ETag` that the change is based on. */
                "If-Match"?: components["parameters"]["IfMatch"];
                /** @description For services: the member for whom they act, whose capabilities then count. */
                "Roster-On-Behalf-Of"?: components["parameters"]["OnBehalfOf"];
                /** @description Why, for the history: percent-encoded UTF-8, at most 500 characters. */
                "Roster-Reason"?: components["parameters"]["RosterReason"];
            };
            path: {
                memberId: string;
                workspaceId: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": {
                    jobTitle?: string | null;
                    name?: string;
                    phone?: string | null;
                };
            };
        };
        responses: {
            /** @description Success */
            200: {
                headers: {
                    "Roster-Position": components["headers"]["RosterPosition"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        accountId: string | null;
                        /** @enum {string} */
                        activity: "active" | "inactive" | "never";
                        avatarUrl: string;
                        email: string | null;
                        inboxIds: string[];
                        invitation?: {
                            expired: boolean;
                            /** Format: date-time */
                            expiresAt: string;
                        };
                        invitedAt: string | null;
                        jobTitle: string | null;
                        joinedAt: string | null;
                        lastActiveAt: string | null;
                        memberId: string;
                        name: string | null;
                        owner: boolean;
                        phone: string | null;
                        profileComplete: boolean;
                        /** Format: date-time */
                        removedAt?: string;
                        revision: string;
                        /** @enum {string} */
                        role: "admin" | "user";
                        /** @enum {string} */
                        state: "invited" | "joined" | "removed";
                        successorId?: string;
                    };
                };
            };
            /** @description `malformed_request`, `malformed_json` */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "malformed_request" | "malformed_json";
                    };
                };
            };
            /** @description `unauthenticated` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "unauthenticated";
                    };
                };
            };
            /** @description `scope_required`, `origin_refused`, `capability_required` */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "scope_required" | "origin_refused" | "capability_required";
                    };
                };
            };
            /** @description `not_found` */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "not_found";
                    };
                };
            };
            /** @description `not_joined` */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "not_joined";
                    };
                };
            };
            /** @description `precondition_failed` */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "precondition_failed";
                    };
                };
            };
            /** @description `body_too_large` */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "body_too_large";
                    };
                };
            };
            /** @description `unsupported_media_type` */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "unsupported_media_type";
                    };
                };
            };
            /** @description `invalid_request`, `idempotency_key_reused` */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "invalid_request" | "idempotency_key_reused";
                    };
                };
            };
            /** @description `internal_error` */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "internal_error";
                    };
                };
            };
            /** @description `event_log_unavailable`, `too_contended`, `outcome_unknown` */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "event_log_unavailable" | "too_contended" | "outcome_unknown";
                    };
                };
            };
        };
    };
    "RemoveMember.remove": {
        parameters: {
            query?: {
                /** @description Changes nothing, and answers 200 with a `DryRun` instead: the events that the command would write. */
                dryRun?: components["parameters"]["DryRun"];
            };
            header?: {
                /** @description The same key and body give the first answer again, and change nothing a second time. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /** @description For services: the member for whom they act, whose capabilities then count. */
                "Roster-On-Behalf-Of"?: components["parameters"]["OnBehalfOf"];
                /** @description Why, for the history: percent-encoded UTF-8, at most 500 characters. */
                "Roster-Reason"?: components["parameters"]["RosterReason"];
            };
            path: {
                memberId: string;
                workspaceId: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": {
                    /** Format: uuid */
                    transferTo?: string;
                };
            };
        };
        responses: {
            /** @description Success */
            200: {
                headers: {
                    "Roster-Position": components["headers"]["RosterPosition"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        memberId: string;
                        position: string;
                        transferred: {
                            conversations: number;
                            customers: number;
                            notes: number;
                            replies: number;
                        };
                        transferTo: string | null;
                    };
                };
            };
            /** @description `malformed_request`, `malformed_json` */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "malformed_request" | "malformed_json";
                    };
                };
            };
            /** @description `unauthenticated` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "unauthenticated";
                    };
                };
            };
            /** @description `scope_required`, `origin_refused`, `capability_required` */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "scope_required" | "origin_refused" | "capability_required";
                    };
                };
            };
            /** @description `not_found` */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "not_found";
                    };
                };
            };
            /** @description `owner_must_transfer`, `member_removed`, `not_joined` */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "owner_must_transfer" | "member_removed" | "not_joined";
                    };
                };
            };
            /** @description `body_too_large` */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "body_too_large";
                    };
                };
            };
            /** @description `unsupported_media_type` */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "unsupported_media_type";
                    };
                };
            };
            /** @description `invalid_request`, `idempotency_key_reused`, `transfer_required` */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "invalid_request" | "idempotency_key_reused" | "transfer_required";
                    };
                };
            };
            /** @description `internal_error` */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "internal_error";
                    };
                };
            };
            /** @description `event_log_unavailable`, `too_contended`, `outcome_unknown` */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "event_log_unavailable" | "too_contended" | "outcome_unknown";
                    };
                };
            };
        };
    };
    "RemovalPreview.of": {
        parameters: {
            query?: never;
            header?: {
                /** @description The `Roster-Position` of a command whose outcome the answer must show. */
                "Roster-Min-Position"?: components["parameters"]["MinPosition"];
                /** @description For services: the member for whom they act, whose capabilities then count. */
                "Roster-On-Behalf-Of"?: components["parameters"]["OnBehalfOf"];
            };
            path: {
                memberId: string;
                workspaceId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        blockers: "owner_must_transfer"[];
                        candidates: {
                            memberId: string;
                            name: string | null;
                        }[];
                        conversations: {
                            byStatus: {
                                active: number;
                                closed: number;
                                pending: number;
                            };
                            total: number;
                        };
                        customers: number;
                        notes: number;
                        replies: number;
                    };
                };
            };
            /** @description `malformed_request` */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "malformed_request";
                    };
                };
            };
            /** @description `unauthenticated` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "unauthenticated";
                    };
                };
            };
            /** @description `scope_required`, `capability_required` */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "scope_required" | "capability_required";
                    };
                };
            };
            /** @description `not_found` */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "not_found";
                    };
                };
            };
            /** @description `member_removed` */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "member_removed";
                    };
                };
            };
            /** @description `invalid_request` */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "invalid_request";
                    };
                };
            };
            /** @description `internal_error` */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "internal_error";
                    };
                };
            };
            /** @description `not_caught_up` */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "not_caught_up";
                    };
                };
            };
        };
    };
    "ChangeRole.change": {
        parameters: {
            query?: {
                /** @description Changes nothing, and answers 200 with a `DryRun` instead: the events that the command would write. */
                dryRun?: components["parameters"]["DryRun"];
            };
            header?: {
                /** @description The same key and body give the first answer again, and change nothing a second time. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /** @description The `ETag` that the change is based on. */
                "If-Match"?: components["parameters"]["IfMatch"];
                /** @description For services: the member for whom they act, whose capabilities then count. */
                "Roster-On-Behalf-Of"?: components["parameters"]["OnBehalfOf"];
                /** @description Why, for the history: percent-encoded UTF-8, at most 500 characters. */
                "Roster-Reason"?: components["parameters"]["RosterReason"];
            };
            path: {
                memberId: string;
                workspaceId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** Format: uuid */
                    newOwnerId?: string;
                    /** @enum {string} */
                    role: "admin" | "user";
                };
            };
        };
        responses: {
            /** @description Success */
            200: {
                headers: {
                    "Roster-Position": components["headers"]["RosterPosition"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        accountId: string | null;
                        /** @enum {string} */
                        activity: "active" | "inactive" | "never";
                        avatarUrl: string;
                        email: string | null;
                        inboxIds: string[];
                        invitation?: {
                            expired: boolean;
                            /** Format: date-time */
                            expiresAt: string;
                        };
                        invitedAt: string | null;
                        jobTitle: string | null;
                        joinedAt: string | null;
                        lastActiveAt: string | null;
                        memberId: string;
                        name: string | null;
                        owner: boolean;
                        phone: string | null;
                        profileComplete: boolean;
                        /** Format: date-time */
                        removedAt?: string;
                        revision: string;
                        /** @enum {string} */
                        role: "admin" | "user";
                        /** @enum {string} */
                        state: "invited" | "joined" | "removed";
                        successorId?: string;
                    };
                };
            };
            /** @description `malformed_request`, `malformed_json` */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "malformed_request" | "malformed_json";
                    };
                };
            };
            /** @description `unauthenticated` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "unauthenticated";
                    };
                };
            };
            /** @description `scope_required`, `origin_refused`, `capability_required`, `owner_only` */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "scope_required" | "origin_refused" | "capability_required" | "owner_only";
                    };
                };
            };
            /** @description `not_found` */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "not_found";
                    };
                };
            };
            /** @description `last_admin`, `choose_new_owner` */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "last_admin" | "choose_new_owner";
                    };
                };
            };
            /** @description `precondition_failed` */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "precondition_failed";
                    };
                };
            };
            /** @description `body_too_large` */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "body_too_large";
                    };
                };
            };
            /** @description `unsupported_media_type` */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "unsupported_media_type";
                    };
                };
            };
            /** @description `invalid_request`, `idempotency_key_reused` */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "invalid_request" | "idempotency_key_reused";
                    };
                };
            };
            /** @description `internal_error` */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "internal_error";
                    };
                };
            };
            /** @description `event_log_unavailable`, `too_contended`, `outcome_unknown` */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "event_log_unavailable" | "too_contended" | "outcome_unknown";
                    };
                };
            };
        };
    };
    "TransferOwnership.transfer": {
        parameters: {
            query?: {
                /** @description Changes nothing, and answers 200 with a `DryRun` instead: the events that the command would write. */
                dryRun?: components["parameters"]["DryRun"];
            };
            header?: {
                /** @description The same key and body give the first answer again, and change nothing a second time. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /** @description For services: the member for whom they act, whose capabilities then count. */
                "Roster-On-Behalf-Of"?: components["parameters"]["OnBehalfOf"];
                /** @description Why, for the history: percent-encoded UTF-8, at most 500 characters. */
                "Roster-Reason"?: components["parameters"]["RosterReason"];
            };
            path: {
                workspaceId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** Format: uuid */
                    memberId: string;
                };
            };
        };
        responses: {
            /** @description Success */
            200: {
                headers: {
                    "Roster-Position": components["headers"]["RosterPosition"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        accountId: string | null;
                        /** @enum {string} */
                        activity: "active" | "inactive" | "never";
                        avatarUrl: string;
                        email: string | null;
                        inboxIds: string[];
                        invitation?: {
                            expired: boolean;
                            /** Format: date-time */
                            expiresAt: string;
                        };
                        invitedAt: string | null;
                        jobTitle: string | null;
                        joinedAt: string | null;
                        lastActiveAt: string | null;
                        memberId: string;
                        name: string | null;
                        owner: boolean;
                        phone: string | null;
                        profileComplete: boolean;
                        /** Format: date-time */
                        removedAt?: string;
                        revision: string;
                        /** @enum {string} */
                        role: "admin" | "user";
                        /** @enum {string} */
                        state: "invited" | "joined" | "removed";
                        successorId?: string;
                    };
                };
            };
            /** @description `malformed_request`, `malformed_json` */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "malformed_request" | "malformed_json";
                    };
                };
            };
            /** @description `unauthenticated` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "unauthenticated";
                    };
                };
            };
            /** @description `scope_required`, `origin_refused`, `owner_only` */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "scope_required" | "origin_refused" | "owner_only";
                    };
                };
            };
            /** @description `not_found` */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "not_found";
                    };
                };
            };
            /** @description `choose_new_owner` */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "choose_new_owner";
                    };
                };
            };
            /** @description `body_too_large` */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "body_too_large";
                    };
                };
            };
            /** @description `unsupported_media_type` */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "unsupported_media_type";
                    };
                };
            };
            /** @description `invalid_request`, `idempotency_key_reused` */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "invalid_request" | "idempotency_key_reused";
                    };
                };
            };
            /** @description `internal_error` */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "internal_error";
                    };
                };
            };
            /** @description `event_log_unavailable`, `too_contended`, `outcome_unknown` */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "event_log_unavailable" | "too_contended" | "outcome_unknown";
                    };
                };
            };
        };
    };
    "MemberReports.list": {
        parameters: {
            query?: {
                cursor?: string;
                limit?: number;
            };
            header?: {
                /** @description The `Roster-Position` of a command whose outcome the answer must show. */
                "Roster-Min-Position"?: components["parameters"]["MinPosition"];
                /** @description For services: the member for whom they act, whose capabilities then count. */
                "Roster-On-Behalf-Of"?: components["parameters"]["OnBehalfOf"];
            };
            path: {
                workspaceId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            conversationsClosed: number;
                            memberId: string;
                            name: string | null;
                            notes: number;
                            replies: number;
                        }[];
                        nextCursor: string | null;
                    };
                };
            };
            /** @description `malformed_request` */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "malformed_request";
                    };
                };
            };
            /** @description `unauthenticated` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "unauthenticated";
                    };
                };
            };
            /** @description `scope_required`, `capability_required` */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "scope_required" | "capability_required";
                    };
                };
            };
            /** @description `not_found` */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "not_found";
                    };
                };
            };
            /** @description `invalid_request` */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "invalid_request";
                    };
                };
            };
            /** @description `internal_error` */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "internal_error";
                    };
                };
            };
            /** @description `not_caught_up` */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "not_caught_up";
                    };
                };
            };
        };
    };
    "Workspace.roles": {
        parameters: {
            query?: never;
            header?: {
                /** @description The `Roster-Position` of a command whose outcome the answer must show. */
                "Roster-Min-Position"?: components["parameters"]["MinPosition"];
                /** @description For services: the member for whom they act, whose capabilities then count. */
                "Roster-On-Behalf-Of"?: components["parameters"]["OnBehalfOf"];
            };
            path: {
                workspaceId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        capabilities: {
                            admin: boolean;
                            capability: string;
                            ownerOnly: boolean;
                            user: boolean;
                        }[];
                        guide: {
                            reason: string;
                            roles: ("admin" | "user")[];
                            who: string;
                        }[];
                        roles: {
                            capabilities: string[];
                            /** @enum {string} */
                            role: "admin" | "user";
                            summary: string;
                        }[];
                    };
                };
            };
            /** @description `malformed_request` */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "malformed_request";
                    };
                };
            };
            /** @description `unauthenticated` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "unauthenticated";
                    };
                };
            };
            /** @description `scope_required` */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "scope_required";
                    };
                };
            };
            /** @description `not_found` */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "not_found";
                    };
                };
            };
            /** @description `invalid_request` */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "invalid_request";
                    };
                };
            };
            /** @description `internal_error` */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "internal_error";
                    };
                };
            };
            /** @description `not_caught_up` */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "not_caught_up";
                    };
                };
            };
        };
    };
    "Seats.now": {
        parameters: {
            query?: {
                asOf?: string;
            };
            header?: {
                /** @description The `Roster-Position` of a command whose outcome the answer must show. */
                "Roster-Min-Position"?: components["parameters"]["MinPosition"];
                /** @description For services: the member for whom they act, whose capabilities then count. */
                "Roster-On-Behalf-Of"?: components["parameters"]["OnBehalfOf"];
            };
            path: {
                workspaceId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** Format: date-time */
                        asOf: string;
                        expiredInvitations: number;
                        invited: number;
                        joined: number;
                        members: {
                            causedBy: string;
                            memberId: string;
                            /** Format: date-time */
                            since: string;
                            /** @enum {string} */
                            state: "invited" | "joined";
                        }[];
                        total: number;
                    };
                };
            };
            /** @description `malformed_request` */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "malformed_request";
                    };
                };
            };
            /** @description `unauthenticated` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "unauthenticated";
                    };
                };
            };
            /** @description `scope_required`, `capability_required` */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "scope_required" | "capability_required";
                    };
                };
            };
            /** @description `not_found` */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "not_found";
                    };
                };
            };
            /** @description `invalid_request` */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "invalid_request";
                    };
                };
            };
            /** @description `internal_error` */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "internal_error";
                    };
                };
            };
            /** @description `not_caught_up` */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "not_caught_up";
                    };
                };
            };
        };
    };
    "Seats.days": {
        parameters: {
            query: {
                asOf?: string;
                from: string;
                to: string;
            };
            header?: {
                /** @description The `Roster-Position` of a command whose outcome the answer must show. */
                "Roster-Min-Position"?: components["parameters"]["MinPosition"];
                /** @description For services: the member for whom they act, whose capabilities then count. */
                "Roster-On-Behalf-Of"?: components["parameters"]["OnBehalfOf"];
            };
            path: {
                workspaceId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** Format: date-time */
                        asOf: string;
                        items: {
                            atEnd: number;
                            date: string;
                            peak: number;
                            seatSeconds: number;
                        }[];
                    };
                };
            };
            /** @description `malformed_request` */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "malformed_request";
                    };
                };
            };
            /** @description `unauthenticated` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "unauthenticated";
                    };
                };
            };
            /** @description `scope_required`, `capability_required` */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "scope_required" | "capability_required";
                    };
                };
            };
            /** @description `not_found` */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "not_found";
                    };
                };
            };
            /** @description `invalid_request` */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "invalid_request";
                    };
                };
            };
            /** @description `internal_error` */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "internal_error";
                    };
                };
            };
            /** @description `not_caught_up` */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "not_caught_up";
                    };
                };
            };
        };
    };
    "Seats.period": {
        parameters: {
            query?: {
                asOf?: string;
            };
            header?: {
                /** @description The `Roster-Position` of a command whose outcome the answer must show. */
                "Roster-Min-Position"?: components["parameters"]["MinPosition"];
                /** @description For services: the member for whom they act, whose capabilities then count. */
                "Roster-On-Behalf-Of"?: components["parameters"]["OnBehalfOf"];
            };
            path: {
                period: string;
                workspaceId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** Format: date-time */
                        asOf: string;
                        average: number;
                        lines: {
                            /** Format: date-time */
                            from: string;
                            memberId: string;
                            seconds: number;
                            /** Format: date-time */
                            to: string;
                        }[];
                        peak: number;
                        period: string;
                        seatDays: number;
                        seatSeconds: number;
                    };
                };
            };
            /** @description `malformed_request` */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "malformed_request";
                    };
                };
            };
            /** @description `unauthenticated` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "unauthenticated";
                    };
                };
            };
            /** @description `scope_required`, `capability_required` */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "scope_required" | "capability_required";
                    };
                };
            };
            /** @description `not_found` */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "not_found";
                    };
                };
            };
            /** @description `invalid_request` */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "invalid_request";
                    };
                };
            };
            /** @description `internal_error` */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "internal_error";
                    };
                };
            };
            /** @description `not_caught_up` */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "not_caught_up";
                    };
                };
            };
        };
    };
    "Workflows.list": {
        parameters: {
            query?: {
                cursor?: string;
                limit?: number;
            };
            header?: {
                /** @description The `Roster-Position` of a command whose outcome the answer must show. */
                "Roster-Min-Position"?: components["parameters"]["MinPosition"];
                /** @description For services: the member for whom they act, whose capabilities then count. */
                "Roster-On-Behalf-Of"?: components["parameters"]["OnBehalfOf"];
            };
            path: {
                workspaceId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            createdBy: string;
                            name: string;
                            workflowId: string;
                        }[];
                        nextCursor: string | null;
                    };
                };
            };
            /** @description `malformed_request` */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "malformed_request";
                    };
                };
            };
            /** @description `unauthenticated` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "unauthenticated";
                    };
                };
            };
            /** @description `scope_required`, `capability_required` */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "scope_required" | "capability_required";
                    };
                };
            };
            /** @description `not_found` */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "not_found";
                    };
                };
            };
            /** @description `invalid_request` */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "invalid_request";
                    };
                };
            };
            /** @description `internal_error` */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "internal_error";
                    };
                };
            };
            /** @description `not_caught_up` */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "not_caught_up";
                    };
                };
            };
        };
    };
    "RecordWorkflow.record": {
        parameters: {
            query?: {
                /** @description Changes nothing, and answers 200 with a `DryRun` instead: the events that the command would write. */
                dryRun?: components["parameters"]["DryRun"];
            };
            header?: {
                /** @description The same key and body give the first answer again, and change nothing a second time. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /** @description For services: the member for whom they act, whose capabilities then count. */
                "Roster-On-Behalf-Of"?: components["parameters"]["OnBehalfOf"];
                /** @description Why, for the history: percent-encoded UTF-8, at most 500 characters. */
                "Roster-Reason"?: components["parameters"]["RosterReason"];
            };
            path: {
                workflowId: string;
                workspaceId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** Format: uuid */
                    createdBy: string;
                    name: string;
                };
            };
        };
        responses: {
            /** @description Success */
            200: {
                headers: {
                    "Roster-Position": components["headers"]["RosterPosition"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        createdBy: string;
                        name: string;
                        workflowId: string;
                    };
                };
            };
            /** @description Success */
            201: {
                headers: {
                    "Roster-Position": components["headers"]["RosterPosition"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        createdBy: string;
                        name: string;
                        workflowId: string;
                    };
                };
            };
            /** @description `malformed_request`, `malformed_json` */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "malformed_request" | "malformed_json";
                    };
                };
            };
            /** @description `unauthenticated` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "unauthenticated";
                    };
                };
            };
            /** @description `scope_required`, `origin_refused`, `capability_required` */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "scope_required" | "origin_refused" | "capability_required";
                    };
                };
            };
            /** @description `not_found` */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "not_found";
                    };
                };
            };
            /** @description `member_removed`, `not_joined`, `creator_differs` */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "member_removed" | "not_joined" | "creator_differs";
                    };
                };
            };
            /** @description `body_too_large` */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "body_too_large";
                    };
                };
            };
            /** @description `unsupported_media_type` */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "unsupported_media_type";
                    };
                };
            };
            /** @description `invalid_request`, `idempotency_key_reused` */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "invalid_request" | "idempotency_key_reused";
                    };
                };
            };
            /** @description `internal_error` */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "internal_error";
                    };
                };
            };
            /** @description `event_log_unavailable`, `too_contended`, `outcome_unknown` */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "event_log_unavailable" | "too_contended" | "outcome_unknown";
                    };
                };
            };
        };
    };
}
