/** The example call of BioT's article on SMS, word for word, without its token. */
export function articlePayload() {
  return {
    metadata: {
      entityTypeName: "patient",
      actionName: "_incomingSms",
      status: "SUCCESS",
      startTime: "2023-11-25T12:27:47.279660728Z",
      endTime: "2023-11-25T12:27:47.279662788Z",
      traceId: "00-6561e8428d0552c950610c67645962f2-50610c67645962f2-00",
      initiator: {
        subject: {
          id: "+125XXXXXXXX",
        },
        sourceIpAddress: null,
      },
    },
    data: {
      entity: {
        _name: {
          firstName: "Patient",
          lastName: "Zero",
        },
        _description: "patient",
        _email: "[email protected]",
        _phone: "+125XXXXXXXX",
        _locale: "en-us",
        _gender: "MALE",
        _dateOfBirth: "1985-11-11",
        _address: {
          countryCode: "US",
          state: null,
          city: null,
          zipCode: null,
          address1: null,
          address2: null,
        },
        _mfa: {
          enabled: false,
          expirationInMinutes: null,
        },
        _nationalId: "76986",
        _id: "a48b0bfe-d795-4f6a-9a28-39d2df5d8c26",
        _ownerOrganization: {
          id: "620e80c8-9e33-4fb8-aa38-7fe0d1d5683a",
          name: "Demo Org",
          templateId: "2aaa71cf-8a10-4253-9576-6fd160a85b2d",
          parentEntityId: null,
        },
        _creationTime: "2023-11-28T14:24:31.4Z",
        _lastModifiedTime: "2023-11-28T14:24:31.4Z",
        _invitationAccepted: true,
        _template: {
          id: "a38f32d7-de6c-4252-9061-9bcdc253f6c9",
          name: "user",
          displayName: "User",
        },
        _referencers: {
          "My Device": {
            name: "My Device",
            displayName: "My Device",
            count: 1,
            attributeId: "5ca2ee0a-5153-4364-8f09-42bca2a2949f",
            templateId: "0acb3d5b-c70b-4101-b8f7-be17c452fbc5",
            referrer: {
              id: "demo-device",
              name: "demo-device",
              parentEntityId: null,
            },
          },
        },
        sex: "male",
        group: null,
        _enabled: "ENABLED",
        _username: "[email protected]",
        _registrationSource: "INVITATION",
        _canLogin: true,
        _caption: "Zero Patient (76986)",
      },
      additionalData: {
        metadata: {
          originationNumber: "+125XXXXXXXX",
          destinationNumber: "+125XXXXXXXX",
          messageBody: "Medication Taken",
          inboundMessageId: "b3450bd6-3f2d-442a-8d46-221a87db25f7",
          previousPublishedMessageId: "tfo5od7f19978unpfueng0dhspnfnltkccjbpc00",
        },
      },
    },
  }
}
