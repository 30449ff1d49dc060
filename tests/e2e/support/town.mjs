// The town that the stories tell of. No such commune: its code begins with 00, which INSEE gives to no department.

export const town = {
    commune: 'Saint-Aubin-des-Essais', insee: '00042', population: '31420', adopted: '15/10/2026',
    groups: [{ name: 'Quartier des Tilleuls', vocation: 'Territoriale', perimeter: 'Résidences des Tilleuls', proposed: '01/10/2026' }],
};

export const names = { mayor: 'Hélène Vasselard', coordinator: 'Baptiste Orlandeau', school: 'Sophie Larmandieu' };

// What the coordinator and the school fill in the form of an invitation.
export const invited = {
    coordinator: { name: names.coordinator, quality: 'Coordonnateur du conseil', organisation: 'Ville de Saint-Aubin',
        groups: [town.groups[0].name] },
    school: { name: names.school, quality: 'Éducation nationale', organisation: 'Collège Jean-Zay des Essais',
        groups: [town.groups[0].name] },
};

export const question = 'Cette personne est-elle assidue ?';

// A tree of its own on the host, and the link that opens it to who founds there.
export async function newStoreLink(stub, ...more) {
    return (await stub.token('new', '--tree', 'saint-aubin', '--link', '--url', stub.url, ...more)).match(/\S+#s=\S+/)[0];
}
